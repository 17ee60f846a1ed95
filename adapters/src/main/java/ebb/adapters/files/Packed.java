package ebb.adapters.files;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Files that are packed if their name ends in {@code .zst} or {@code .gz}. */
final class Packed {
    private static final int BUFFER = 1 << 16;

    private Packed() {}

    static InputStream input(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        String name = file.getFileName().toString();
        if (name.endsWith(".zst")) {
            // Several packed pieces one after another are one file: a recorder that was restarted appends.
            return new ZstdInputStream(raw).setContinuous(false);
        }
        return name.endsWith(".gz") ? new GZIPInputStream(raw, BUFFER) : raw;
    }

    static OutputStream output(Path file) throws IOException {
        OutputStream raw = Files.newOutputStream(file);
        String name = file.getFileName().toString();
        if (name.endsWith(".zst")) {
            return new BufferedOutputStream(new ZstdOutputStream(raw), BUFFER);
        }
        if (name.endsWith(".gz")) {
            return new BufferedOutputStream(new GZIPOutputStream(raw, BUFFER, true), BUFFER);
        }
        return new BufferedOutputStream(raw, BUFFER);
    }

    /** The name without what says how it is packed: {@code a.frames.zst} is {@code a.frames}. */
    static String plainName(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".zst") || name.endsWith(".gz") ? name.substring(0, name.lastIndexOf('.')) : name;
    }
}
