package io.entrepot.ops.access;

import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The one token that opens the faces from outside of this machine. Only its SHA-256 is kept: the token is 256 random bits, so
 * that no slower hash would make it harder to find.
 */
final class ApiToken {

    private static final ErrorCode UNUSABLE = new ErrorCode("ENT-2133");
    private static final String PREFIX = "sha256:";
    private static final Pattern KEPT = Pattern.compile(PREFIX + "([0-9a-f]{64})");
    private static final int BYTES = 32;

    private final byte[] digest;

    private ApiToken(byte[] digest) {
        this.digest = digest;
    }

    /**
     * The token whose digest is in a file; where there is no such file, a new token, shown this once.
     *
     * @throws Refusal ENT-2133 when the file holds something else, or cannot be read or made
     */
    static ApiToken at(Path file, Consumer<String> show) {
        try {
            if (Files.notExists(file)) {
                make(file, show);
            }
            var kept = KEPT.matcher(Files.readString(file).strip());
            if (!kept.matches()) {
                throw unusable(file, "holds no token");
            }
            return new ApiToken(HexFormat.of().parseHex(kept.group(1)));
        } catch (IOException e) {
            throw unusable(file, "cannot be read or made: " + e);
        }
    }

    /** Whether that is the token; takes as long for a wrong one as for the right one. */
    boolean matches(String presented) {
        return MessageDigest.isEqual(digest, sha256(presented));
    }

    private static void make(Path file, Consumer<String> show) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(file))) {
            String line = PREFIX + HexFormat.of().formatHex(sha256(token)) + "\n";
            channel.write(StandardCharsets.UTF_8.encode(line));
        } catch (FileAlreadyExistsException e) {
            return;
        }
        show.accept(token);
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static Refusal unusable(Path file, String problem) {
        return new Refusal(
                UNUSABLE,
                "entrepot.access.token-file",
                "the API token's file " + file + " " + problem,
                "Delete the file: the next start makes a new token and shows it.");
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
