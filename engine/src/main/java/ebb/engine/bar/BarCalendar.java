package ebb.engine.bar;

import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/** Whether the exchange is open (BAR-5), for instruments that have hours. */
final class BarCalendar implements Snapshotted {
    private boolean hasHours;
    private boolean isOpen = true;
    private long sinceNs = Long.MIN_VALUE;

    void onChange(long nowNs, boolean open) {
        hasHours = true;
        isOpen = open;
        sinceNs = nowNs;
    }

    boolean hasHours() {
        return hasHours;
    }

    /** Whether it was open during some of a bar that ends now. */
    boolean wasOpen(OpenBar bar) {
        return isOpen ? sinceNs < bar.endNs : sinceNs > bar.startNs;
    }

    long sinceNs() {
        return sinceNs;
    }

    /** Two bits. */
    int states() {
        return (hasHours ? 1 : 0) | (isOpen ? 2 : 0);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.mark("calendar");
        out.putBoolean(hasHours);
        out.putBoolean(isOpen);
        out.putLong(sinceNs);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        in.mark("calendar");
        hasHours = in.readBoolean();
        isOpen = in.readBoolean();
        sinceNs = in.readLong();
    }
}
