package ebb.journal;

/** What an appended record survives. Only {@link JournalStream#IN} is ever synced. */
public enum Durability {
    /** Kept by the operating system: survives {@code kill -9}, not the loss of power. */
    PAGE_CACHE("page-cache"),
    /** As page-cache, and on the disk at the latest after the group interval: a power cut loses no more than that. */
    GROUP_SYNC("group-sync"),
    /** Whatever causes an order is on the disk before the order leaves. */
    SYNC_BEFORE_EGRESS("sync-before-egress");

    private final String word;

    Durability(String word) {
        this.word = word;
    }

    /**
     * The word the configuration uses.
     *
     * @return lower-case with hyphens
     */
    public String word() {
        return word;
    }
}
