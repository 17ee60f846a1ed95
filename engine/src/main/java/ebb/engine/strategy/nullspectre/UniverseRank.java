package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.engine.indicator.Percentiles;

/**
 * Order of the eligible instruments (NS-UNI-3): volume and range by percentile among them, and how far the best level has
 * come. Used in steps: {@link #begin}, {@link #add} each, {@link #finish}, read. Allocates nothing after construction.
 */
public final class UniverseRank {
    private final UniverseSettings settings;
    private final UniverseSettings.Weights weights;
    private final int[] id;
    private final long[] volume;
    private final long[] range;
    private final int[] rejections;
    private final boolean[] isNew;
    private final long[] scoreMicro;
    private final long[] volumeMicro;
    private final long[] rangeMicro;
    private final long[] setupMicro;
    private final long[] sortedVolume;
    private final long[] sortedRange;
    private final int[] order;
    private final int[] rankOf;
    private int size;

    /**
     * Ranks nothing.
     *
     * @param settings weights and room
     */
    public UniverseRank(UniverseSettings settings) {
        this.settings = settings;
        weights = settings.weights();
        int n = settings.capacity();
        id = new int[n];
        volume = new long[n];
        range = new long[n];
        rejections = new int[n];
        isNew = new boolean[n];
        scoreMicro = new long[n];
        volumeMicro = new long[n];
        rangeMicro = new long[n];
        setupMicro = new long[n];
        sortedVolume = new long[n];
        sortedRange = new long[n];
        order = new int[n];
        rankOf = new int[n];
    }

    /** Starts anew. */
    public void begin() {
        size = 0;
    }

    /**
     * Adds an eligible instrument.
     *
     * @param instrument dense id
     * @param volume24h traded in a day, quote money
     * @param natr range of an hour over the close
     * @param count rejections of its best level
     * @param isNewListing whether it was listed of late (NS-UNI-4)
     * @return false when there is no room
     */
    public boolean add(int instrument, long volume24h, double natr, int count, boolean isNewListing) {
        if (size == settings.capacity()) {
            return false;
        }
        id[size] = instrument;
        volume[size] = volume24h;
        range[size] = Percentiles.key(natr);
        rejections[size] = count;
        isNew[size] = isNewListing;
        size++;
        return true;
    }

    /** Scores and orders what was added. */
    public void finish() {
        System.arraycopy(volume, 0, sortedVolume, 0, size);
        System.arraycopy(range, 0, sortedRange, 0, size);
        sort(sortedVolume, size);
        sort(sortedRange, size);
        for (int i = 0; i < size; i++) {
            double setup = Math.min((double) rejections[i] / UniverseSettings.FULL_SETUP, 1);
            double ofVolume = weights.volume() * percentile(sortedVolume, volume[i]);
            double ofRange = weights.range() * percentile(sortedRange, range[i]);
            double ofSetup = weights.setup() * setup;
            volumeMicro[i] = Micro.of(ofVolume);
            rangeMicro[i] = Micro.of(ofRange);
            setupMicro[i] = Micro.of(ofSetup);
            scoreMicro[i] = Micro.of(ofVolume + ofRange + ofSetup + (isNew[i] ? weights.newBonus() : 0));
            order[i] = i;
        }
        for (int end = 1; end < size; end++) {
            int moving = order[end];
            int at = end;
            while (at > 0 && isBefore(moving, order[at - 1])) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = moving;
        }
        for (int rank = 0; rank < size; rank++) {
            rankOf[order[rank]] = rank + 1;
        }
    }

    /** In growing steps that shrink; the library's sort takes an array for itself where it finds runs (law 5). */
    private static void sort(long[] keys, int size) {
        int step = 1;
        while (step < size / 3) {
            step = 3 * step + 1;
        }
        for (; step >= 1; step /= 3) {
            for (int end = step; end < size; end++) {
                long moving = keys[end];
                int at = end;
                while (at >= step && keys[at - step] > moving) {
                    keys[at] = keys[at - step];
                    at -= step;
                }
                keys[at] = moving;
            }
        }
    }

    /** Share below, half of the equal ones counted in (PCT-1). */
    private double percentile(long[] sorted, long x) {
        int below = bound(sorted, x, false);
        int notAbove = bound(sorted, x, true);
        return (below + 0.5 * (notAbove - below)) / size;
    }

    private int bound(long[] sorted, long x, boolean isAfter) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < x || isAfter && sorted[middle] == x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isBefore(int a, int b) {
        if (scoreMicro[a] != scoreMicro[b]) {
            return scoreMicro[a] > scoreMicro[b];
        }
        return volume[a] != volume[b] ? volume[a] > volume[b] : id[a] < id[b];
    }

    /**
     * Instruments ranked.
     *
     * @return a count
     */
    public int size() {
        return size;
    }

    /**
     * The instrument of a rank.
     *
     * @param rank from 1
     * @return dense id
     */
    public int instrument(int rank) {
        return id[order[rank - 1]];
    }

    /**
     * The score of a rank.
     *
     * @param rank from 1
     * @return 0…110 points, micro-units
     */
    public long scoreMicro(int rank) {
        return scoreMicro[order[rank - 1]];
    }

    /**
     * Points that the volume gives a rank.
     *
     * @param rank from 1
     * @return micro-units
     */
    public long volumeMicro(int rank) {
        return volumeMicro[order[rank - 1]];
    }

    /**
     * Points that the range gives a rank.
     *
     * @param rank from 1
     * @return micro-units
     */
    public long rangeMicro(int rank) {
        return rangeMicro[order[rank - 1]];
    }

    /**
     * Points that the best level gives a rank.
     *
     * @param rank from 1
     * @return micro-units
     */
    public long setupMicro(int rank) {
        return setupMicro[order[rank - 1]];
    }

    /**
     * The rank of the instrument that was added as the nth.
     *
     * @param added from 0
     * @return from 1
     */
    public int rankOf(int added) {
        return rankOf[added];
    }

    /**
     * Whether a rank is watched; a member stays until it has fallen further, so that subscriptions do not flap.
     *
     * @param rank from 1
     * @param isMember whether it is watched already
     * @return true if so
     */
    public boolean isWatched(int rank, boolean isMember) {
        return rank <= (isMember ? settings.leave() : settings.watch());
    }
}
