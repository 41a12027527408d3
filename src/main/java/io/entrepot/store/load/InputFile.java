package io.entrepot.store.load;

import java.nio.file.Path;

/**
 * A file to be imported.
 *
 * @param name what the report calls it; differs from file to file
 */
public record InputFile(String name, Path path) {

    /** A file that the report calls by its path as given. */
    public static InputFile of(Path path) {
        return new InputFile(path.toString(), path);
    }
}
