package ebb.engine.book;

import ebb.codecs.sbe.SeqModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A venue whose true book is known at every id: it changes level by level, reports by deltas in one of the sequence
 * models, and can give a snapshot as of any id of its past.
 */
final class SimulatedVenue {
    record Change(boolean isBid, long price, long quantity) {}

    record Delta(long first, long last, long previous, List<Change> changes) {}

    /** Both sides, best first. */
    record Truth(TreeMap<Long, Long> bids, TreeMap<Long, Long> asks) {
        TreeMap<Long, Long> side(boolean isBid) {
            return isBid ? bids : asks;
        }
    }

    private static final int LEVELS = 40;
    // Of one venue in four each second quantity fills its highest byte; their sums still fit.
    private static final int GREAT = 48;

    private final SeqModel model;
    private final int shift;
    private final SplittableRandom random;
    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private final TreeMap<Long, Truth> history = new TreeMap<>();
    private long mid = 10_000;
    private long id = 1_000;
    private long lastOfDelta = 1_000;

    SimulatedVenue(SeqModel model, SplittableRandom random) {
        this.model = model;
        this.random = random;
        shift = random.nextInt(4) == 0 ? GREAT : 0;
        for (int i = 1; i <= LEVELS; i++) {
            bids.put(mid - i, quantity());
            asks.put(mid + i, quantity());
        }
        remember();
    }

    long id() {
        return id;
    }

    /** The true book as of an id; ids between two changes of PREV stand for the earlier one. */
    Truth truth(long at) {
        return history.floorEntry(at).getValue();
    }

    /** The market moves, and the venue says how. */
    Delta next() {
        int steps = random.nextInt(1, 4);
        Map<String, Change> net = new HashMap<>();
        List<Change> changes = new ArrayList<>();
        if (model == SeqModel.PREV) {
            // The counter is the matching engine's: it moves between our messages as well.
            id += random.nextInt(4);
        }
        long first = id + 1;
        for (int i = 0; i < steps; i++) {
            if (model != SeqModel.STEP || i == 0) {
                id++;
            }
            for (Change change : move()) {
                TreeMap<Long, Long> side = change.isBid() ? bids : asks;
                if (change.quantity() == 0) {
                    side.remove(change.price());
                } else {
                    side.put(change.price(), change.quantity());
                }
                net.put(change.isBid() + " " + change.price(), change);
                changes.add(change);
            }
            remember();
        }
        // Either every step in order, or only what is left of it, in any order: both are legal (BOOK-2).
        if (random.nextBoolean()) {
            changes = new ArrayList<>(net.values());
            changes.sort(Comparator.comparingLong(Change::price).thenComparing(Change::isBid));
        }
        Delta delta = new Delta(
                model == SeqModel.STEP ? BookBuilder.ABSENT : first,
                id,
                model == SeqModel.PREV ? lastOfDelta : BookBuilder.ABSENT,
                changes);
        lastOfDelta = id;
        return delta;
    }

    private List<Change> move() {
        List<Change> changes = new ArrayList<>();
        int dice = random.nextInt(10);
        if (dice == 0) {
            mid += random.nextBoolean() ? 1 : -1;
            TreeMap<Long, Long> passed = mid >= asks.firstKey() ? asks : bids;
            for (long price : passed.keySet()) {
                if (passed == asks ? price > mid : price < mid) {
                    break;
                }
                changes.add(new Change(passed == bids, price, 0));
            }
        } else if (dice == 1) {
            // A large order eats several levels of one side and finds them refilled further out.
            boolean isBid = random.nextBoolean();
            TreeMap<Long, Long> side = isBid ? bids : asks;
            List<Long> prices = new ArrayList<>(side.keySet());
            for (int i = 0; i < Math.min(prices.size() - 1, random.nextInt(8)); i++) {
                changes.add(new Change(isBid, prices.get(i), 0));
            }
        } else {
            boolean isBid = random.nextBoolean();
            long distance = random.nextInt(100) < 80 ? random.nextInt(1, 12) : random.nextInt(1, 2 * LEVELS);
            boolean isDelete = random.nextInt(100) < 35;
            long price = isBid ? mid - distance : mid + distance;
            changes.add(new Change(isBid, price, isDelete ? 0 : quantity()));
        }
        return changes;
    }

    private long quantity() {
        return random.nextLong(1, 500) << shift;
    }

    private void remember() {
        TreeMap<Long, Long> copyOfBids = new TreeMap<>(Comparator.reverseOrder());
        copyOfBids.putAll(bids);
        history.put(id, new Truth(copyOfBids, new TreeMap<>(asks)));
    }
}
