package ebb.engine;

import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.codecs.sbe.Mode;
import ebb.codecs.sbe.RunHeaderDecoder;
import ebb.codecs.sbe.RunTextDecoder;
import ebb.codecs.sbe.RunTextKind;
import org.agrona.DirectBuffer;

/**
 * Reads a run's first records (DESIGN Journal): who runs on what, the table of rules, the configuration. A run that goes on
 * from an earlier one's state says the same texts again; they are held against those the state was made with.
 */
final class FirstRecords {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RunHeaderDecoder run = new RunHeaderDecoder();
    private final RunTextDecoder text = new RunTextDecoder();
    private final RunText rules = new RunText();
    private final RunText configuration = new RunText();

    /** Reads a header. */
    RunHeaderDecoder header(DirectBuffer buffer, int offset) {
        return run.wrapAndApplyHeader(buffer, offset, header);
    }

    /** Whether all of a process's adapters stamp with one clock (TIME-1): not so in files and demonstrations. */
    static boolean isStampedByOneClock(Mode mode) {
        return mode == Mode.LIVE || mode == Mode.PAPER;
    }

    /** Reads a piece of a text. */
    RunTextDecoder text(DirectBuffer buffer, int offset) {
        return text.wrapAndApplyHeader(buffer, offset, header);
    }

    /** The text that the piece in hand completes, or null; also null for one that the engine does not read. */
    String completed() {
        return switch (text.kind()) {
            case RULES -> rules.add(text);
            case CONFIG -> configuration.add(text);
            default -> null;
        };
    }

    /**
     * The header of a run that begins from a state.
     *
     * @param last sequence of the state's newest message, or -1 for an engine without state
     * @param configHash of the configuration that the state was made with
     * @throws IllegalStateException if the state is not the one the run began from
     */
    void checkBegin(long last, long configHash) {
        long from = run.snapshotSeq() == RunHeaderDecoder.snapshotSeqNullValue() ? -1 : run.snapshotSeq();
        if (from != last) {
            throw new IllegalStateException("run " + run.runId() + " begins "
                    + (from < 0 ? "without a state" : "from the state at sequence " + from) + ", this engine "
                    + (last < 0 ? "has none" : "has the one at " + last));
        }
        if (last >= 0 && run.configHash() != configHash) {
            throw differs(RunTextKind.CONFIG);
        }
    }

    /**
     * The piece of a text in hand, of a run that began from a state.
     *
     * @param rulesOfState table of rules that the state was made with
     * @param configurationOfState configuration that it was made with
     * @throws IllegalStateException if the run says another text
     */
    void checkText(String rulesOfState, String configurationOfState) {
        String known = switch (text.kind()) {
            case RULES -> rulesOfState;
            case CONFIG -> configurationOfState;
            default -> null;
        };
        if (known != null && !RunText.isPieceOf(text, known)) {
            throw differs(text.kind());
        }
    }

    private static IllegalStateException differs(RunTextKind kind) {
        return new IllegalStateException("the run's text " + kind + " is not the one its state was made with");
    }
}
