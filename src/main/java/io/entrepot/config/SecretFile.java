package io.entrepot.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a secret from a file of its own: UTF-8, at most 64 KiB, without the white space around it. */
final class SecretFile {

    private static final int MOST_BYTES = 64 * 1024;

    private SecretFile() {}

    /** The secret, or empty when the value was refused because the file gives none. */
    static Optional<String> read(Spot value, String path) {
        try {
            StrictUtf8 content = StrictUtf8.decode(bytes(Path.of(path)));
            if (content.fault() != null) {
                return refuse(
                        value,
                        path,
                        "is not UTF-8, or larger than 64 KiB",
                        "Save nothing but the secret in it, as UTF-8.");
            }
            String secret = content.text().strip();
            return secret.isEmpty()
                    ? refuse(value, path, "is empty", "Write the secret into it.")
                    : Optional.of(secret);
        } catch (NoSuchFileException e) {
            return refuse(value, path, "does not exist", "Create it, or correct the path.");
        } catch (IOException | InvalidPathException e) {
            return refuse(value, path, "cannot be read", "Check that it is a file and that this process may read it.");
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("larger than " + MOST_BYTES + " bytes");
            }
            return bytes;
        }
    }

    private static Optional<String> refuse(Spot value, String path, String problem, String remedy) {
        value.refuse(ConfigError.UNRESOLVED, "the file " + Quote.of(path) + " " + problem, remedy);
        return Optional.empty();
    }
}
