package ebb.app.live;

import ebb.codecs.Slots;
import ebb.codecs.sbe.Cmd;
import ebb.codecs.sbe.CommandDecoder;
import ebb.codecs.sbe.MessageHeaderDecoder;
import ebb.journal.JournalStream;
import ebb.journal.Run;
import ebb.journal.StreamReader;

/**
 * The kill that a run ended under: latched across restarts until a person resumes (DESIGN Kill). A clean stop of the
 * process itself does not latch.
 */
public final class Latch {
    /** Operator of the process's own stops, which do not latch. */
    public static final String PROCESS = "ebb";

    private Latch() {}

    /**
     * Reads the latch of a run.
     *
     * @param run the run before this boot
     * @return 0 for none, else the kill level 1 to 4
     */
    public static int of(Run run) {
        CommandDecoder command = new CommandDecoder();
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        int level = 0;
        try (StreamReader in = run.reader(JournalStream.IN)) {
            while (in.next()) {
                if (Slots.templateId(in.buffer(), in.offset()) != CommandDecoder.TEMPLATE_ID) {
                    continue;
                }
                command.wrapAndApplyHeader(in.buffer(), in.offset(), header);
                Cmd kind = command.kind();
                int asked = command.level();
                boolean isOurs = command.operator().equals(PROCESS);
                if (kind == Cmd.KILL && !isOurs) {
                    level = Math.max(level, asked);
                } else if (kind == Cmd.RESUME) {
                    level = 0;
                }
            }
        }
        return level;
    }
}
