package ebb.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Which build runs: its version and the hash of its jar, for the run's header. */
public final class BuildInfo {
    private BuildInfo() {}

    /**
     * Version of the running build.
     *
     * @return the jar's implementation version, or {@code classes} when it runs from a build folder
     */
    public static String version() {
        String version = BuildInfo.class.getPackage().getImplementationVersion();
        return version == null ? "classes" : version;
    }

    /**
     * SHA-256 of the running jar.
     *
     * @return 64 hex digits, or {@code classes} when it runs from a build folder
     */
    public static String jarSha256() {
        CodeSource source = BuildInfo.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return "classes";
        }
        try {
            Path jar = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(jar) ? sha256(jar) : "classes";
        } catch (URISyntaxException | IOException e) {
            return "unreadable: " + e.getMessage();
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[1 << 16];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                digest.update(block, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
