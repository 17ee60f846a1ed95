package ebb.bench;

import ebb.bench.floor.MappedAppend;
import ebb.bench.floor.RawChronicle;
import ebb.bench.floor.SyncedOverwrite;
import ebb.bench.row.Kind;
import ebb.bench.row.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Percentiles of one append of 128 bytes (PERF §5), and of one that is on the disk when it returns. */
public final class JournalRig implements Rig {
    private static final String WORKLOAD = "journal";
    private static final int LENGTH = 128;
    private static final int APPENDS = 500_000;
    private static final int SYNCS = 500;
    private static final int MAPPED = 256 << 20;

    /** A rig. */
    public JournalRig() {}

    @Override
    public List<Row> run(Settings settings) {
        List<Contender> cached = new ArrayList<>();
        cached.add(new Mapped());
        if (settings.hasPeers()) {
            cached.add(new Raw());
        }
        cached.add(new Ebb("page-cache", "ebb", APPENDS));
        cached.add(new Ebb("group-sync", "ebb, group-sync", APPENDS));
        List<Row> rows = new ArrayList<>(new Percentiles(WORKLOAD, "append 128 B", cached).rows(settings));
        rows.addAll(new Percentiles(
                        WORKLOAD,
                        "append and sync 128 B",
                        List.of(new Overwrite(), new Ebb("sync-before-egress", "ebb", SYNCS)))
                .rows(settings));
        return rows;
    }

    /** What all have in common: a record and a directory of their own. */
    private abstract static class Writer implements Contender {
        final byte[] record = new byte[LENGTH];
        private Path directory;

        Writer() {
            new SplittableRandom(19).nextBytes(record);
        }

        @Override
        public final void open() {
            directory = Scratch.make();
            open(directory);
        }

        abstract void open(Path where);

        @Override
        public final void close() {
            shut();
            Scratch.remove(directory);
        }

        abstract void shut();

        @Override
        public int calls() {
            return APPENDS;
        }
    }

    private static final class Ebb extends Writer {
        private final String durability;
        private final String name;
        private final int calls;
        private JournalWorkload journal;

        Ebb(String durability, String name, int calls) {
            this.durability = durability;
            this.name = name;
            this.calls = calls;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int calls() {
            return calls;
        }

        @Override
        void open(Path where) {
            journal = Workloads.journal(where.resolve("journal"), durability);
        }

        @Override
        public void once() {
            journal.append(record, LENGTH);
        }

        @Override
        void shut() {
            journal.close();
        }
    }

    private static final class Raw extends Writer {
        private RawChronicle queue;

        @Override
        public String name() {
            return "Chronicle Queue";
        }

        @Override
        public Kind kind() {
            return Kind.PEER;
        }

        @Override
        void open(Path where) {
            queue = new RawChronicle(where.resolve("queue"));
        }

        @Override
        public void once() {
            queue.append(record, LENGTH);
        }

        @Override
        void shut() {
            queue.close();
        }
    }

    private static final class Mapped extends Writer {
        private MappedAppend file;

        @Override
        public String name() {
            return "touched mapping";
        }

        @Override
        public Kind kind() {
            return Kind.FLOOR;
        }

        @Override
        void open(Path where) {
            file = new MappedAppend(where.resolve("mapped"), MAPPED);
        }

        @Override
        public void once() {
            file.append(record, LENGTH);
        }

        @Override
        void shut() {
            file.close();
        }
    }

    private static final class Overwrite extends Writer {
        private SyncedOverwrite file;

        @Override
        public String name() {
            return "fdatasync after overwrite";
        }

        @Override
        public Kind kind() {
            return Kind.FLOOR;
        }

        @Override
        public int calls() {
            return SYNCS;
        }

        @Override
        void open(Path where) {
            file = new SyncedOverwrite(where.resolve("synced"));
        }

        @Override
        public void once() {
            file.write(record, LENGTH);
        }

        @Override
        void shut() {
            file.close();
        }
    }
}
