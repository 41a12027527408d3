package io.entrepot.store.load;

/**
 * Something a person should know of a file although nothing was refused for it.
 *
 * @param line physical line, or 0 for the file as a whole
 */
public record Note(String file, long line, String text) {

    /** The note as one line of text. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + text;
    }
}
