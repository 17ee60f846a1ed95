package ebb.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/**
 * The number of this boot, in a 64-byte line of text of its own that is on the disk before anything else happens.
 * Client order ids begin with it, so none repeats although the journal itself may be lost.
 */
final class BootEpoch {
    static final String FILE = "epoch";
    static final int MAX = 0xFF_FFFF;

    private static final int LENGTH = 64;
    private static final String TITLE = "ebb-epoch 1 ";
    private static final int DIGITS = 8;

    private BootEpoch() {}

    /** Reads the last epoch, if the directory has ever been booted. */
    static OptionalInt read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        OwnFiles.refuseLink(file);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return OptionalInt.empty();
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.US_ASCII);
        int end = TITLE.length() + DIGITS;
        if (text.length() == LENGTH && text.startsWith(TITLE)) {
            String digits = text.substring(TITLE.length(), end);
            if (digits.chars().allMatch(c -> c >= '0' && c <= '9') && text.equals(line(Integer.parseInt(digits)))) {
                return OptionalInt.of(Integer.parseInt(digits));
            }
        }
        throw new JournalException(
                JournalException.Kind.DAMAGED,
                "The boot epoch " + file + " is damaged. Client order ids begin with it and must never repeat: "
                        + "restore the file, or remove it and start with an epoch above any ever used.");
    }

    /** Write beside, sync, rename, sync the directory: whatever is cut, the old or the new number is there. */
    static void write(Path directory, int epoch) throws IOException {
        Path fresh = directory.resolve(FILE + ".new");
        OwnFiles.refuseLink(fresh);
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OwnFiles.close600(fresh);
            ByteBuffer bytes = ByteBuffer.wrap(line(epoch).getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        OwnFiles.sync(directory);
    }

    private static String line(int epoch) {
        String number = String.format(Locale.ROOT, TITLE + "%0" + DIGITS + "d", epoch);
        CRC32C crc = new CRC32C();
        crc.update(number.getBytes(StandardCharsets.US_ASCII));
        String checked = number + String.format(Locale.ROOT, " crc %08x", crc.getValue());
        return checked + " ".repeat(LENGTH - 1 - checked.length()) + "\n";
    }
}
