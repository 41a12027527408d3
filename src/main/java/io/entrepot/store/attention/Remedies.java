package io.entrepot.store.attention;

import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What to do about each kind of trouble, from {@code remedies.properties}. */
public final class Remedies {

    private final Properties byCode = new Properties();

    /**
     * @throws IllegalStateException when the file is missing from the build
     */
    public Remedies() {
        try (InputStream in = Remedies.class.getResourceAsStream("/remedies.properties")) {
            if (in == null) {
                throw new IllegalStateException("remedies.properties is missing from the class path");
            }
            try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                byCode.load(reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What to do; for a code without an entry, where to read about it. */
    public String of(ErrorCode code) {
        return byCode.getProperty(code.value(), "see docs/errors.md under " + code);
    }
}
