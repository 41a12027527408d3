package io.entrepot.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key that seals what storefronts tell about buyers: {@code inbox.key} in the data folder, made at the first start. */
final class SealKey {

    private static final int BYTES = 32;

    private SealKey() {}

    static SecretKey in(Path data) {
        Path file = data.resolve("inbox.key");
        try {
            if (!Files.exists(file)) {
                make(data, file);
            }
            byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
            return new SecretKeySpec(key, "AES");
        } catch (IOException e) {
            throw new UncheckedIOException("the key file " + file + " cannot be read or made", e);
        }
    }

    private static void make(Path data, Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Files.createDirectories(data);
        Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n", StandardOpenOption.CREATE_NEW);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
