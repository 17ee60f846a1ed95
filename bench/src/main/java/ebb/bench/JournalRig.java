package ebb.bench;

import ebb.bench.floor.MappedAppend;
import ebb.bench.floor.RawChronicle;
import ebb.bench.floor.SyncedOverwrite;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Percentiles of one append of 128 bytes (PERF §5), and of one that is on the disk when it returns. */
public final class JournalRig {
    private static final int ROUNDS = 5;
    private static final int QUICK_ROUNDS = 2;
    private static final int LENGTH = 128;
    private static final int APPENDS = 1_000_000;
    private static final int SYNCS = 1_000;
    private static final int MAPPED = 256 << 20;

    private JournalRig() {}

    /**
     * Runs the rig.
     *
     * @param args {@code --quick} for fewer rounds
     */
    public static void main(String[] args) {
        int rounds = args.length > 0 && args[0].equals("--quick") ? QUICK_ROUNDS : ROUNDS;
        Percentiles cached = new Percentiles(
                new Mapped(), new Raw(), new Ebb("page-cache", APPENDS), new Ebb("group-sync", APPENDS));
        cached.run(rounds);
        cached.print(System.out, "append into the page cache");
        Percentiles synced = new Percentiles(new Overwrite(), new Ebb("sync-before-egress", SYNCS));
        synced.run(rounds);
        synced.print(System.out, "append and sync");
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
        private final int calls;
        private JournalWorkload journal;

        Ebb(String durability, int calls) {
            this.durability = durability;
            this.calls = calls;
        }

        @Override
        public String name() {
            return "ebb " + durability;
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
            return "raw Chronicle";
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
            return "mapped file, touched";
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
