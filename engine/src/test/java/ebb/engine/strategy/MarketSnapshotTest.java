package ebb.engine.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ebb.codecs.sbe.IdModel;
import ebb.codecs.sbe.Kind;
import ebb.codecs.sbe.SeqModel;
import ebb.codecs.sbe.StaleWhy;
import ebb.engine.bar.BarFlags;
import ebb.engine.bar.BarSettings;
import ebb.engine.bar.Candle;
import ebb.engine.bar.Frames;
import ebb.engine.book.BookAlert;
import ebb.engine.book.BookBuilder;
import ebb.engine.book.BookListener;
import ebb.engine.book.BookSettings;
import ebb.engine.book.BookStatus;
import ebb.engine.book.Books;
import ebb.engine.flow.FlowSettings;
import ebb.engine.flow.TakerGroups;
import ebb.engine.flow.TradeFilter.Verdict;
import ebb.engine.indicator.AtrSettings;
import ebb.engine.instrument.Definition;
import ebb.engine.instrument.InstrumentTable;
import ebb.engine.pattern.DivergenceSettings;
import ebb.engine.pattern.RejectionSettings;
import ebb.engine.pattern.SwingSettings;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshots;
import ebb.engine.state.Snapshotted;
import ebb.engine.time.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MarketSnapshotTest {
    private static final long S = Frames.SECOND_NS;
    private static final long[] LENGTHS = {S, 5 * S, 15 * S, Frames.MINUTE_NS};
    private static final int ID = 4;
    private static final int WHOLE = BookBuilder.FIRST | BookBuilder.LAST;

    // Levels that are born and tested often.
    private static final RejectionSettings REJECTIONS = new RejectionSettings(
            RejectionSettings.Zone.DEFAULT,
            new RejectionSettings.Push(0.3, 0.8, 0.5, 1, 4),
            2,
            0.8,
            4,
            new RejectionSettings.Life(600 * S, 300 * S, true, true),
            new SwingSettings(2, 8, 0.5));

    /** An instrument with its market and its book, as the engine holds them. */
    private static final class Rig implements Digested, Snapshotted, Market.Listener, BookListener {
        final List<String> log = new ArrayList<>();
        final Timers timers = new Timers(2);
        final InstrumentTable table = new InstrumentTable();
        final Books books = new Books(BookSettings.defaults(), timers, this);
        final Candle candle = new Candle();
        Market market;

        static Definition definition(SplittableRandom random) {
            SeqModel[] models = {SeqModel.RANGE, SeqModel.PREV, SeqModel.STEP, SeqModel.ROWS};
            IdModel[] ids = {IdModel.NONE, IdModel.OPAQUE, IdModel.MONOTONE, IdModel.CONTIGUOUS};
            return new Definition()
                    .named(0, "PEPE_USDT", Kind.PERP_LINEAR)
                    .exponents(-2 - random.nextInt(2), -random.nextInt(3))
                    .grid(1 + random.nextInt(2), 1 + random.nextInt(3))
                    .streams(models[random.nextInt(4)], ids[random.nextInt(4)], 20, 0);
        }

        Rig define(SplittableRandom random) {
            timers.fireUntil(20_000 * Frames.DAY_NS);
            table.define(ID, definition(random));
            open();
            return this;
        }

        private void open() {
            SeqModel model = BookBuilder.modelOf(table.at(ID).seqModel());
            BookBuilder book = books.open(ID, model, table.at(ID).tick(), 50);
            MarketSettings settings = new MarketSettings(
                    FlowSettings.DEFAULTS,
                    BarSettings.of(new Frames(0, LENGTHS)).withRings(100, 60, 30, 10),
                    new AtrSettings(5, AtrSettings.Seed.WILDER, 8, 900_000),
                    DivergenceSettings.DEFAULT,
                    REJECTIONS,
                    1,
                    7,
                    MarketSettings.MARK_STALE_NS);
            market = new Market(
                    table.at(ID),
                    settings,
                    book,
                    timers,
                    (level, startNs, price, n, event) ->
                            log.add("level " + level + " " + startNs + " " + price + " " + event),
                    this);
        }

        void step(SplittableRandom random, long number) {
            timers.fireUntil(timers.nowNs() + random.nextLong(2 * S));
            long now = timers.nowNs();
            long wave = 400 - Math.abs(number % 160 * 5 - 400);
            long price = 2_000 + wave + random.nextLong(40);
            switch (random.nextInt(60)) {
                case 0 -> down(now);
                case 1, 2 -> up(now);
                case 3 -> history(random, now, price);
                case 4 -> market.tape().onDayRoll(now);
                case 5 -> market.perp().onMark(now, now, price, price + 1);
                case 6 -> market.perp().onFunding(now, now, random.nextLong(99), now + S, 3_600, random.nextBoolean());
                case 7 -> market.perp().onOpenInterest(now, now, random.nextLong(99));
                case 8 -> redefine(random);
                case 9, 10, 11 -> snapshot(number, price, random);
                case 12, 13, 14, 15, 16 -> delta(number, price, random);
                default -> trade(random, number, now, price);
            }
        }

        private void down(long now) {
            market.tape().onDown(now);
            market.bars().onDown(now);
            market.book().session(1, false);
        }

        private void up(long now) {
            books.alive(1);
            market.tape().onLive(now);
            market.bars().onLive(now);
            market.book().session(1, true);
        }

        private void redefine(SplittableRandom random) {
            boolean isChange = random.nextInt(6) == 0;
            Definition next = definition(random);
            if (isChange && (table.define(ID, next) & InstrumentTable.EPOCH) != 0) {
                market.onDefinitionChanged();
            }
        }

        private void snapshot(long number, long price, SplittableRandom random) {
            books.alive(1);
            market.book().beginSnapshot(1, WHOLE, number, 20, 20);
            for (int i = 1; i < 30; i++) {
                market.book().bid(price - 2 * i, random.nextLong(1, 99));
                market.book().ask(price + 2 * i, random.nextLong(1, 99));
            }
            market.book().endSnapshot();
            market.onBook(false);
        }

        private void delta(long number, long price, SplittableRandom random) {
            books.alive(1);
            market.book().beginDelta(1, WHOLE, number, number, number - 1, false);
            market.book().bid(price - 6, random.nextInt(4) == 0 ? 9_000 : random.nextLong(9));
            market.book().endDelta();
            market.onBook(false);
        }

        private void trade(SplittableRandom random, long number, long now, long price) {
            books.alive(1);
            long id = number + (random.nextInt(20) == 0 ? 3 : 0);
            long tx = now - random.nextInt(2) * random.nextLong(S);
            long qty = random.nextLong(1, 50);
            int sign = random.nextInt(3) - 1;
            Verdict verdict = market.tape().admit(now, id, tx, price, qty, sign);
            if (verdict == Verdict.DUPLICATE || verdict == Verdict.REPEAT) {
                return;
            }
            boolean isRefill = verdict == Verdict.REFILL || verdict == Verdict.LAST_REFILL;
            market.onTrade(now, tx, price, qty, market.tape().side(price, sign, Long.MIN_VALUE), isRefill);
            market.book().print(price, false);
        }

        private void history(SplittableRandom random, long now, long price) {
            int frame = random.nextInt(LENGTHS.length);
            long start = market.bars().frames().startOf(frame, now) - 9 * LENGTHS[frame];
            for (int i = 0; i < 9; i++) {
                if (random.nextInt(5) > 0) {
                    candle.of(start + i * LENGTHS[frame], random.nextLong(100), BarFlags.CLOSED);
                    market.bars().onHistory(frame, now, candle.prices(price, price + 9, price - 9, price + 1));
                }
            }
            market.bars().onHistoryEnd(frame, now);
        }

        /** What a strategy may read. */
        String text() {
            return market.lastPrice() + " " + market.lastTradeNs() + " "
                    + market.atr(1).value() + " "
                    + market.volumeRatio().value() + " " + market.divergence().kind() + " "
                    + market.rejections().size() + " " + market.swings().highs() + " "
                    + market.perp().mark() + " "
                    + market.tape().vpin().value() + " " + market.tape().cvd().total() + " "
                    + market.book().status() + " " + market.book().book().bestBid() + " " + log.size()
                    + " " + market.suspicion().spoof().suspicions() + " "
                    + market.suspicion().wash().flags();
        }

        @Override
        public void onGroup(long nowNs, TakerGroups group) {
            log.add(nowNs + " group " + group.qty());
        }

        @Override
        public void onBarsDone(Market which, long endNs, int frames) {
            log.add(endNs + " done " + frames);
        }

        @Override
        public void onSuspicion(Market which, boolean isSpoof) {
            log.add("suspicion " + isSpoof);
        }

        @Override
        public void onMissing(Market which, long fromNs, long toNs) {
            log.add(fromNs + " missing " + toNs);
        }

        @Override
        public void onStatus(BookBuilder book, BookStatus status, StaleWhy reason, long lastSequence) {
            log.add(status + " " + reason + " " + lastSequence);
            if (status != BookStatus.LIVE && market != null) {
                market.onBookLost();
            }
        }

        @Override
        public void onResync(BookBuilder book, long lastSequence, StaleWhy reason, int attempt, boolean isLive) {
            log.add("resync " + reason + " " + attempt);
        }

        @Override
        public void onAlert(BookBuilder book, BookAlert alert) {
            log.add("alert " + alert);
        }

        @Override
        public void writeTo(SnapshotWriter out) {
            timers.writeTo(out);
            table.writeTo(out);
            books.writeTo(out);
            market.writeTo(out);
        }

        @Override
        public void readFrom(SnapshotReader in) {
            timers.readFrom(in);
            table.readFrom(in);
            open();
            books.readFrom(in);
            market.readFrom(in);
            timers.checkClaimed();
        }

        @Override
        public long digest() {
            return timers.digest() + 3 * table.digest() + 5 * books.digest() + 7 * market.digest();
        }

        @Override
        public long digestAnew() {
            return timers.digestAnew() + 3 * table.digestAnew() + 5 * books.digestAnew() + 7 * market.digestAnew();
        }
    }

    @Test
    void shouldGoOnAfterASnapshotAsIfNothingHadHappened() {
        int events = 0;
        long levels = 0;
        for (long seed = 0; seed < 18; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Rig rig = new Rig().define(random);
            int before = random.nextInt(seed < 3 ? 20 : 1_500);
            for (int i = 0; i < before; i++) {
                rig.step(random, 1_000 + i);
            }
            Rig copy = new Rig();
            Snapshots.copy(rig, copy, "seed " + seed);
            rig.log.clear();
            // History is the first to come: what was told before the snapshot is not told again.
            rig.market.onHistory(1, rig.market.bars().ring(1));
            copy.market.onHistory(1, copy.market.bars().ring(1));
            assertEquals(rig.log, copy.log, "seed " + seed);
            long further = random.nextLong();
            SplittableRandom one = new SplittableRandom(further);
            SplittableRandom other = new SplittableRandom(further);
            for (int i = 0; i < 250; i++) {
                String where = "seed " + seed + " step " + i;
                assertEquals(rig.text(), copy.text(), where);
                rig.step(one, 1_000 + before + i);
                copy.step(other, 1_000 + before + i);
                Snapshots.assertSame(rig, copy, where);
            }
            assertEquals(rig.log, copy.log, "seed " + seed);
            events += rig.log.size();
            levels += rig.log.stream().filter(line -> line.startsWith("level")).count();
        }
        assertTrue(events > 2_000 && levels > 60, events + " events, " + levels + " of levels");
    }

    @Test
    void shouldRefuseASnapshotThatIsCut() {
        SplittableRandom random = new SplittableRandom(1);
        Rig rig = new Rig().define(random);
        for (int i = 0; i < 300; i++) {
            rig.step(random, 1_000 + i);
        }
        Snapshots.assertRefusedWhenCut(rig, Rig::new);
    }
}
