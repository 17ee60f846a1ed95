package ebb.engine.strategy.nullspectre;

import ebb.codecs.Micro;
import ebb.codecs.Rounding;
import ebb.codecs.Scaled;
import ebb.codecs.Slots;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.CommandDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.Severity;
import ebb.codecs.sbe.Validity;
import ebb.codecs.sbe.Verdict;
import ebb.engine.signal.Reasons;
import ebb.engine.state.Digest;
import ebb.engine.state.Digested;
import ebb.engine.state.SnapshotReader;
import ebb.engine.state.SnapshotWriter;
import ebb.engine.state.Snapshotted;
import ebb.engine.strategy.Outlet;
import org.agrona.DirectBuffer;

/**
 * How the strategy stands by its own closed trades, and whether it may go on: it pauses after too many losses in a row
 * (NS-RSK-4; or trades smaller, NS-C12) and where the last trades say that the edge is gone (NS-RSK-9), until a person has reviewed it. Positions are
 * led on meanwhile. After a review the trades for the edge are counted anew, or the next close would pause again; the run of
 * losses goes on (NS-RSK-7), and one more loss pauses again. Allocates nothing after construction.
 */
final class Standing implements Digested, Snapshotted {
    private static final int NOBODY = -1;

    private final Discipline settings;
    private final NullSpectreRules rules;
    private final TrackRecord record;
    private final TrackRecord edge;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandDecoder command = new CommandDecoder();
    private Outlet outlet;
    private boolean isPausedByLosses;
    private boolean isPausedByEdge;

    Standing(Discipline settings, NullSpectreRules rules) {
        this.settings = settings;
        this.rules = rules;
        record = new TrackRecord(settings.window(), settings.evenMicro());
        edge = new TrackRecord(settings.edge().trades(), settings.evenMicro());
    }

    void bind(Outlet to) {
        outlet = to;
    }

    /** The trades that sizes are reckoned from (NS-RSK-1, 7). */
    TrackRecord record() {
        return record;
    }

    /** Whether nothing is entered before a review. */
    boolean isPaused() {
        return isPausedByLosses || isPausedByEdge;
    }

    /** A trade was closed, with its profit over its initial risk, micro-units. */
    void onClosed(long rMicro) {
        int losses = record.losingRun();
        record.onClosed(rMicro);
        edge.onClosed(rMicro);
        boolean isLoss = record.losingRun() > losses;
        if (isLoss && record.losingRun() >= settings.streak() && !isPausedByLosses) {
            isPausedByLosses = settings.onStreak() == Discipline.OnStreak.PAUSE;
            alert(rules.losses, record.losingRun() * Micro.ONE, settings.streak() * Micro.ONE);
        }
        EdgeSettings least = settings.edge();
        if (!isPausedByEdge && edge.isEdgeGone(least.leastWinMicro(), least.leastPayoffMicro() * 1e-6)) {
            isPausedByEdge = true;
            alert(rules.edge, edgeMicro(), edgeThreshold());
        }
    }

    private void alert(int rule, long value, long threshold) {
        outlet.alert(Severity.CRITICAL, rule, NOBODY, value, threshold);
    }

    /** A command, a label or a trade by hand; only a review is for here. */
    void onCommand(DirectBuffer buffer, int offset) {
        if (Slots.templateId(buffer, offset) != CommandDecoder.TEMPLATE_ID) {
            return;
        }
        command.wrapAndApplyHeader(buffer, offset, header);
        if (command.kind() == Cmd.REVIEWED) {
            isPausedByLosses = false;
            if (isPausedByEdge) {
                isPausedByEdge = false;
                edge.forget();
            }
        }
    }

    /** NS-RSK-4 and NS-RSK-9: the run of losses, and of the last trades what falls short, else their win rate. */
    void ask(Reasons reasons) {
        reasons.add(
                rules.account,
                isPausedByLosses ? Verdict.FAIL : Verdict.PASS,
                Validity.VALID,
                record.losingRun() * Micro.ONE,
                (settings.streak() - 1) * Micro.ONE,
                Reasons.NO_POINTS);
        boolean isFull = edge.closed() >= settings.edge().trades() && edge.wins() + edge.losses() > 0;
        reasons.add(
                rules.edge,
                isPausedByEdge ? Verdict.FAIL : Verdict.PASS,
                isFull ? Validity.VALID : Validity.WARMING,
                isFull ? edgeMicro() : Reasons.NO_VALUE,
                edgeThreshold(),
                Reasons.NO_POINTS);
    }

    private boolean isShortOfPayoff() {
        return edge.hasPayoff()
                && winMicro() >= settings.edge().leastWinMicro()
                && edge.payoff() < settings.edge().leastPayoffMicro() * 1e-6;
    }

    private long edgeMicro() {
        return isShortOfPayoff() ? (long) (edge.payoff() * Micro.ONE) : winMicro();
    }

    private long edgeThreshold() {
        return isShortOfPayoff()
                ? settings.edge().leastPayoffMicro()
                : settings.edge().leastWinMicro();
    }

    private long winMicro() {
        int n = edge.wins() + edge.losses();
        return n == 0 ? 0 : Scaled.mulDiv(edge.wins(), Micro.ONE, n, Rounding.FLOOR);
    }

    @Override
    public void writeTo(SnapshotWriter out) {
        record.writeTo(out);
        edge.writeTo(out);
        out.putBoolean(isPausedByLosses);
        out.putBoolean(isPausedByEdge);
    }

    @Override
    public void readFrom(SnapshotReader in) {
        record.readFrom(in);
        edge.readFrom(in);
        isPausedByLosses = in.readBoolean();
        isPausedByEdge = in.readBoolean();
    }

    @Override
    public long digest() {
        return pauses() + Digest.mix(record.digest(), edge.digest());
    }

    @Override
    public long digestAnew() {
        return pauses() + Digest.mix(record.digestAnew(), edge.digestAnew());
    }

    private long pauses() {
        return Digest.mix(1, (isPausedByLosses ? 1 : 0) + (isPausedByEdge ? 2 : 0));
    }
}
