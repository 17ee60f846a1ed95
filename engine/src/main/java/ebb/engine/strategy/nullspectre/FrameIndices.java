package ebb.engine.strategy.nullspectre;

import ebb.engine.bar.Frames;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;

/** Where the frames that the strategy looks at stand among those configured; −1 where one is not, or not seen yet. */
final class FrameIndices implements Snapshotted {
    int pattern = -1;
    int hour = -1;
    int minute = -1;

    void of(Frames frames, long patternNs) {
        pattern = frames.indexOf(patternNs);
        hour = frames.indexOf(Frames.HOUR_NS);
        minute = frames.indexOf(Frames.MINUTE_NS);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        out.putInt(pattern);
        out.putInt(hour);
        out.putInt(minute);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        pattern = in.readInt();
        hour = in.readInt();
        minute = in.readInt();
    }
}
