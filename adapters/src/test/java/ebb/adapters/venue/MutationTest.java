package ebb.adapters.venue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.adapters.testing.Recorder;
import ebb.adapters.testing.Samples;
import ebb.adapters.testing.Valid;
import ebb.adapters.venue.binance.BinanceDecoder;
import ebb.adapters.venue.binance.Dialect;
import ebb.adapters.venue.mexc.MexcDecoder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A million frames damaged at random: nothing is thrown, nothing invalid is published, each frame counts once. */
class MutationTest {
    private static final long SEED = Long.getLong("ebb.seed", 20_261_121L);
    private static final int FRAMES = 350_000;
    private static final byte[] MARKS = "{}[]\",:.-+eE0123456789 \\\tnatuvbpqs".getBytes(StandardCharsets.US_ASCII);

    private final Recorder recorder = Recorder.of(64);
    private final Valid valid = new Valid();
    private final byte[] bytes = new byte[16_384];
    private final UnsafeBuffer frame = new UnsafeBuffer(bytes);

    @Test
    void shouldSurviveDamagedFramesOfUsdm() {
        damage(new BinanceDecoder(Dialect.USDM, recorder, ControlListener.NONE), Samples.usdm(), "BTCUSDT");
    }

    @Test
    void shouldSurviveDamagedFramesOfSpot() {
        damage(new BinanceDecoder(Dialect.SPOT, recorder, ControlListener.NONE), Samples.spot(), "BTCUSDT");
    }

    @Test
    void shouldSurviveDamagedFramesOfMexc() {
        damage(new MexcDecoder(recorder, ControlListener.NONE), Samples.mexc(), "BTC_USDT");
    }

    private void damage(Decoder decoder, String[] samples, String symbol) {
        decoder.define(symbol, 0, -2, -8);
        SplittableRandom random = new SplittableRandom(SEED);
        byte[][] frames = new byte[samples.length][];
        for (int i = 0; i < samples.length; i++) {
            frames[i] = samples[i].getBytes(StandardCharsets.UTF_8);
        }
        SnapshotRequest request = new SnapshotRequest(0, 1, 3, 100);
        for (int i = 0; i < FRAMES; i++) {
            int length = damaged(frames, random);
            recorder.clear();
            boolean book = bytes[0] == '{' && random.nextInt(16) == 0;
            int result = book
                    ? decoder.decodeSnapshot(request, frame, 0, length, 1_000 + i)
                    : decoder.decode(frame, 0, length, 1_000 + i, 1);
            String fault = valid.fault(recorder, 1);
            if (fault != null) {
                String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
                assertEquals("valid", fault, "seed " + SEED + " step " + i + " result " + result + ": " + text);
            }
        }
        assertEquals(FRAMES, decoder.counters().frames());
        long some = FRAMES / 20;
        assertTrue(decoder.counters().decoded() > some && decoder.counters().rejected() > some, "both ways taken");
    }

    /** One to four changes to one of the samples; sometimes the front of one and the back of another. */
    private int damaged(byte[][] frames, SplittableRandom random) {
        byte[] from = frames[random.nextInt(frames.length)];
        System.arraycopy(from, 0, bytes, 0, from.length);
        int length = from.length;
        for (int changes = 1 + random.nextInt(random.nextInt(4) + 1); changes > 0 && length > 1; changes--) {
            int at = random.nextInt(length);
            switch (random.nextInt(7)) {
                case 0:
                    bytes[at] = (byte) random.nextInt(256);
                    break;
                case 1:
                    length = at;
                    break;
                case 2:
                    System.arraycopy(bytes, at + 1, bytes, at, length - at - 1);
                    length--;
                    break;
                case 3:
                    System.arraycopy(bytes, at, bytes, at + 1, length - at);
                    bytes[at] = MARKS[random.nextInt(MARKS.length)];
                    length++;
                    break;
                case 4:
                    byte[] other = frames[random.nextInt(frames.length)];
                    int take = Math.min(other.length, bytes.length - at - 8);
                    int start = random.nextInt(take);
                    System.arraycopy(other, start, bytes, at, take - start);
                    length = at + take - start;
                    break;
                case 5:
                    int other2 = random.nextInt(length);
                    byte swap = bytes[at];
                    bytes[at] = bytes[other2];
                    bytes[other2] = swap;
                    break;
                default:
                    bytes[at] = MARKS[random.nextInt(MARKS.length)];
            }
        }
        return length;
    }
}
