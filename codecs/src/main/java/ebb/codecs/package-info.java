/**
 * The vocabulary every room of Ebb speaks: what the schema {@code ebb.xml} (spec messages.md) does not generate itself.
 * Heads of messages, fixed-point arithmetic (NUM-1 to NUM-10), digits from bytes, hashes, rule codes, and the ports
 * {@link ebb.codecs.Ingress}, {@link ebb.codecs.Egress}, {@link ebb.codecs.EpochClock}. Knows no venue and no strategy.
 *
 * <p>Threads: nothing here is shared. Static methods are pure; {@link ebb.codecs.Decimals} and
 * {@link ebb.codecs.Sum128} belong to the thread that made them. Nothing here reads a clock or a file, except
 * {@link ebb.codecs.Rules}, which reads its table once at start-up.
 *
 * <h2>Writing a message whose bytes are always the same</h2>
 *
 * <p>SBE leaves what is not written as it was, and a ring slot still holds the message before. Law 4 ("same journal,
 * same bytes") therefore asks four things of whoever encodes:
 *
 * <ol>
 *   <li>{@link ebb.codecs.Blocks#open} first: it writes the 8-byte header and zeroes the block, pads included;
 *   <li>then {@code encoder.wrap(buffer, offset + Slots.HEADER_BYTES)}; not {@code wrapAndApplyHeader}, which zeroes
 *       nothing;
 *   <li>then <em>every</em> field of the block. An optional field that has no value is written as its null
 *       ({@link ebb.codecs.Nulls}, or {@code NULL_VAL} of an enum): 0 is a value, not "absent". Sets begin with
 *       {@code clear()};
 *   <li>each group entry in full and each text, the empty ones too ({@code bidsCount(0)}, {@code putText(b, 0, 0)}).
 * </ol>
 *
 * <p>Who writes a block whole, word by word ({@link ebb.codecs.Blocks#header}, {@link ebb.codecs.InHead#way}), pads included,
 * has nothing to zero: decoders do so for what comes by the thousand.
 *
 * <p>{@code TemplatesTest} encodes every template into buffers of 0x00 and of 0xFF and compares the bytes.
 */
package ebb.codecs;
