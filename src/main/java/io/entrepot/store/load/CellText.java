package io.entrepot.store.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What spreadsheets do to the text of a cell, and how it is seen. */
final class CellText {

    /** {@code ="00123"} and {@code '00123} keep a code from being read as a number. */
    private static final Pattern KEPT_AS_TEXT = Pattern.compile("=\"(.*)\"|'([0-9].*)", Pattern.DOTALL);

    private static final Pattern SCIENTIFIC = Pattern.compile("[0-9]([.,][0-9]+)?E\\+[0-9]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern ERROR = Pattern.compile("#(N/A|REF!|VALUE!|NAME\\?|DIV/0!|NULL!|NUM!|#+)");
    private static final Pattern INVISIBLE = Pattern.compile("^[\\s\\p{Z}\\uFEFF\\u200B]+|[\\s\\p{Z}\\uFEFF\\u200B]+$");

    private CellText() {}

    /** Without spaces of any kind at both ends, and without a spreadsheet's mark for text. */
    static String unwrapped(String cell) {
        String bare = INVISIBLE.matcher(cell).replaceAll("");
        Matcher kept = KEPT_AS_TEXT.matcher(bare);
        if (!kept.matches()) {
            return bare;
        }
        return INVISIBLE
                .matcher(kept.group(1) == null ? kept.group(2) : kept.group(1))
                .replaceAll("");
    }

    /** A long code that a spreadsheet took for a number: {@code 6.90123E+12}. */
    static boolean isSpreadsheetNumber(String code) {
        return SCIENTIFIC.matcher(code).matches();
    }

    /** A formula's error value, a character that stands for one that was lost, or one no database takes. */
    static boolean isDamaged(String text) {
        return text.indexOf('\uFFFD') >= 0
                || text.indexOf('\0') >= 0
                || ERROR.matcher(text.strip()).matches();
    }

    static boolean hasControlCharacter(String text) {
        return text.codePoints().anyMatch(Character::isISOControl);
    }
}
