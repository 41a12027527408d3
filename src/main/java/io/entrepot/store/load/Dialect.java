package io.entrepot.store.load;

import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a file's rows are cut into cells.
 *
 * @param announced the first line is a spreadsheet's {@code sep=;} and not the header
 */
record Dialect(char delimiter, boolean announced) {

    private static final Pattern ANNOUNCEMENT = Pattern.compile("\"?sep=(.)\"?[\r\n]", Pattern.CASE_INSENSITIVE);
    private static final List<Dialect> USUAL =
            Stream.of(',', ';', '\t', '|').map(c -> new Dialect(c, false)).toList();
    private static final Map<Character, String> NAMES =
            Map.of(',', "comma", ';', "semicolon", '\t', "tab", '|', "vertical bar");

    /** The dialects this text may be in: the announced one, or all usual ones. */
    static List<Dialect> candidates(Reader text) throws IOException {
        char[] start = new char[8];
        int length = 0;
        for (int read; length < start.length && (read = text.read(start, length, start.length - length)) > 0; ) {
            length += read;
        }
        Matcher announcement = ANNOUNCEMENT.matcher(new String(start, 0, length));
        return announcement.lookingAt()
                ? List.of(new Dialect(announcement.group(1).charAt(0), true))
                : USUAL;
    }

    /** The name the report shows. */
    String label() {
        return NAMES.getOrDefault(delimiter, "'" + delimiter + "'");
    }
}
