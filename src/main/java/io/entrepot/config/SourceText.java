package io.entrepot.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads a configuration file's text. */
final class SourceText {

    private SourceText() {}

    /**
     * @throws ConfigRefused when the file is not there, cannot be read or is no plain UTF-8 text
     */
    static String read(Path file, Problems problems) {
        StrictUtf8 source = StrictUtf8.decode(bytes(file, problems));
        Position fault = source.fault();
        if (fault != null) {
            throw problems.fatal(
                    fault, ConfigError.SYNTAX, "this is not UTF-8", "Save the file as UTF-8 (not as GBK or UTF-16).");
        }
        return printable(source.text(), problems);
    }

    private static byte[] bytes(Path file, Problems problems) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw problems.fatal(
                    Position.WHOLE_FILE,
                    ConfigError.UNREADABLE,
                    "there is no such file",
                    "Create it (docs/configuration.md has an example), or start in the directory that holds it.");
        } catch (IOException e) {
            throw problems.fatal(
                    Position.WHOLE_FILE,
                    ConfigError.UNREADABLE,
                    "the file cannot be read",
                    "Check that it is a file and that this process may read it.");
        }
    }

    private static String printable(String text, Problems problems) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!StreamReader.isPrintable(text.codePointAt(i))) {
                throw problems.fatal(
                        Position.after(text.substring(0, i)),
                        ConfigError.SYNTAX,
                        "a control character (U+%04X) stands here".formatted(text.codePointAt(i)),
                        "Remove it.");
            }
        }
        return text;
    }
}
