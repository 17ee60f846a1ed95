package ebb.runtime;

import ebb.codecs.Blocks;
import ebb.codecs.InHead;
import ebb.codecs.Ingress;
import ebb.codecs.Nulls;
import ebb.codecs.Rules;
import ebb.codecs.Slots;
import ebb.codecs.Traffic;
import ebb.codecs.XxHash64;
import ebb.codecs.sbe.Durability;
import ebb.codecs.sbe.Mode;
import ebb.codecs.sbe.RunHeaderEncoder;
import ebb.codecs.sbe.RunTextEncoder;
import ebb.codecs.sbe.RunTextKind;
import ebb.engine.risk.Limit;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.MutableDirectBuffer;

/**
 * Writes the first records of a run: who runs what on which machine, the configuration (secrets left out) and the table
 * of rule codes (DESIGN Journal). A replay needs nothing that is not there.
 */
public final class RunStart {
    private static final int CHUNK = 900;
    private static final int NAME = 64;

    private final Ingress ingress;
    private final long ingressNs;

    /**
     * Prepares the records.
     *
     * @param ingress where they go
     * @param ingressNs the time they carry, ns since epoch
     */
    public RunStart(Ingress ingress, long ingressNs) {
        this.ingress = ingress;
        this.ingressNs = ingressNs;
    }

    /**
     * What the header says.
     *
     * @param runId number of the run within its directory
     * @param epoch boot epoch
     * @param mode how Ebb runs
     * @param durability how the journal is written
     * @param startedNs when, ns since epoch
     * @param seed seed of a synthetic market, or {@code Nulls.ID} for none
     * @param profile name of the configuration's profile
     * @param configuration canonical text
     */
    public record Facts(
            long runId,
            long epoch,
            Mode mode,
            Durability durability,
            long startedNs,
            long seed,
            String profile,
            String configuration) {}

    /**
     * Writes header and texts of a run that begins without state.
     *
     * @param facts what they say
     */
    public void write(Facts facts) {
        write(facts, RunHeaderEncoder.snapshotSeqNullValue());
    }

    /**
     * Writes header and texts of a run that begins in the state of an earlier one.
     *
     * @param facts what they say
     * @param snapshotSeq sequence of the newest message that the state knows
     */
    public void write(Facts facts, long snapshotSeq) {
        header(facts, snapshotSeq);
        text(facts.runId(), RunTextKind.RULES, Rules.load().text());
        text(facts.runId(), RunTextKind.CODES, codes());
        // Last, because the engine builds itself from it.
        text(facts.runId(), RunTextKind.CONFIG, facts.configuration());
    }

    /** Names of the limits that stand as numbers in risk events, one a line. */
    private static String codes() {
        StringBuilder lines = new StringBuilder();
        for (Limit each : Limit.values()) {
            lines.append(each.code()).append('\t').append(each.key()).append('\n');
        }
        return lines.toString();
    }

    private void header(Facts facts, long snapshotSeq) {
        RunHeaderEncoder encoder = new RunHeaderEncoder();
        claim();
        encoder.wrap(begin(RunHeaderEncoder.TEMPLATE_ID, RunHeaderEncoder.BLOCK_LENGTH), body());
        byte[] configuration = facts.configuration().getBytes(StandardCharsets.UTF_8);
        encoder.runId(facts.runId())
                .epoch(facts.epoch())
                .mode(facts.mode())
                .durability(facts.durability())
                .started(facts.startedNs())
                .schemaVersion(RunHeaderEncoder.SCHEMA_VERSION)
                .configHash(XxHash64.hash(configuration, 0, configuration.length))
                .instrumentsHash(RunHeaderEncoder.instrumentsHashNullValue())
                .snapshotSeq(snapshotSeq)
                .seed(facts.seed() == Nulls.ID ? RunHeaderEncoder.seedNullValue() : facts.seed());
        byte[] build = name(BuildInfo.version());
        byte[] jar = name(BuildInfo.jarSha256());
        byte[] jvm = name(System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        byte[] os = name(System.getProperty("os.name") + " " + System.getProperty("os.version"));
        byte[] profile = name(facts.profile());
        encoder.putBuild(build, 0, build.length)
                .putJarSha256(jar, 0, jar.length)
                .putJvm(jvm, 0, jvm.length)
                .putOs(os, 0, os.length)
                .putProfile(profile, 0, profile.length);
        ingress.commit(encoder.limit() - ingress.offset());
    }

    private void text(long runId, RunTextKind kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int chunks = Math.max(1, (bytes.length + CHUNK - 1) / CHUNK);
        RunTextEncoder encoder = new RunTextEncoder();
        for (int chunk = 0; chunk < chunks; chunk++) {
            int from = chunk * CHUNK;
            int length = Math.min(CHUNK, bytes.length - from);
            claim();
            encoder.wrap(begin(RunTextEncoder.TEMPLATE_ID, RunTextEncoder.BLOCK_LENGTH), body());
            InHead.flags(
                    ingress.buffer(),
                    ingress.offset(),
                    (chunk == 0 ? InHead.FIRST : 0) | (chunk == chunks - 1 ? InHead.LAST : 0));
            encoder.runId(runId).kind(kind).chunk(chunk).chunks(chunks).putData(bytes, from, length);
            ingress.commit(encoder.limit() - ingress.offset());
        }
    }

    private void claim() {
        if (!ingress.tryClaim(Traffic.COMMAND)) {
            throw new IllegalStateException("no room on the ring for the run's first records");
        }
    }

    private MutableDirectBuffer begin(int templateId, int blockLength) {
        MutableDirectBuffer buffer = ingress.buffer();
        int offset = ingress.offset();
        Blocks.open(buffer, offset, blockLength, templateId);
        InHead.route(buffer, offset, ingressNs, -1, 255, InHead.WHOLE, 65_535);
        return buffer;
    }

    private int body() {
        return ingress.offset() + Slots.HEADER_BYTES;
    }

    private static byte[] name(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= NAME ? bytes : Arrays.copyOf(bytes, NAME);
    }
}
