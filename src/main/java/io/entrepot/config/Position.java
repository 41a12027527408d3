package io.entrepot.config;

/**
 * A place in a text; both numbers count from 1, and 0 stands for the text as a whole.
 *
 * @param column counted in characters, not in bytes
 */
record Position(int line, int column) {

    static final Position WHOLE_FILE = new Position(0, 0);

    /** The place right behind {@code text}, which begins at 1:1. */
    static Position after(String text) {
        int lineStart = text.lastIndexOf('\n') + 1;
        int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
        return new Position(line, 1 + text.codePointCount(lineStart, text.length()));
    }
}
