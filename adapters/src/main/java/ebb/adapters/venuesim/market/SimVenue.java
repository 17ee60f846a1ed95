package ebb.adapters.venuesim.market;

/** The venues imitated, with their names in captures and configuration, and how they number book updates. */
public enum SimVenue {
    /** MEXC perpetuals: each change of a level is a version, one after the other. */
    MEXC("mexc", 1),
    /** Binance USD-M: ids are the matching engine's; those of one book have holes. */
    BINANCE_USDM("binance-usdm", 3),
    /** Binance spot: ids of a book are consecutive. */
    BINANCE_SPOT("binance-spot", 1);

    private final String id;
    private final int idStride;

    SimVenue(String id, int idStride) {
        this.id = id;
        this.idStride = idStride;
    }

    /** The venue's name in captures and configuration. */
    public String id() {
        return id;
    }

    /** Ids that one change may use up. */
    int idStride() {
        return idStride;
    }

    /** Whether ids between two updates are used by others. */
    boolean hasSharedIds() {
        return idStride > 1;
    }

    /**
     * The venue of a name.
     *
     * @param id as {@link #id()}
     * @throws IllegalArgumentException if there is none
     */
    public static SimVenue of(String id) {
        for (SimVenue each : values()) {
            if (each.id.equals(id)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no simulated venue is called " + id);
    }
}
