package io.entrepot.config;

import java.util.Arrays;

/** What breaks a YAML text, in words for people. The parser's own words are not shown: they may quote a secret. */
enum SyntaxFault {
    SECOND_COLON(
            "mapping values are not allowed here",
            "a key or a second ': ' cannot stand here",
            "Indent all keys of one mapping equally; put a value that holds ': ' into quotes."),
    NO_COLON(
            "could not find expected ':'",
            "this line is neither 'key: value' nor a list item",
            "Put a colon and a space behind the key."),
    TAB("found character '\\t", "a tab stands where only spaces may indent", "Indent with spaces."),
    RESERVED("found character '", "a value cannot begin with this character", "Put the value into quotes."),
    OPEN_QUOTE("found unexpected end of stream", "a quote is opened here and never closed", "Close it."),
    ESCAPE(
            "found unknown escape character",
            "YAML knows no such sequence after a backslash",
            "Use single quotes, or write the backslash twice."),
    FLOW(
            "expected ',' or",
            "the { } or [ ] that is open here goes wrong",
            "Close it and part its entries by commas; inside { } write \"${env:NAME}\" with quotes."),
    INDENT(
            "expected <block end>",
            "this line is indented differently from those it belongs to",
            "Indent the keys of one mapping, and the items of one list, equally."),
    ALIAS(
            "found undefined alias",
            "a value that begins with * is an alias, and no anchor has that name",
            "Put the value into quotes if the * belongs to it."),
    SECOND_DOCUMENT("but found another document", "a second document begins here", "Remove the line ---."),
    OTHER("", "this is no YAML", "Compare its indentation, colons and quotes with the lines around it.");

    private final String parserSays;
    private final String problem;
    private final String remedy;

    SyntaxFault(String parserSays, String problem, String remedy) {
        this.parserSays = parserSays;
        this.problem = problem;
        this.remedy = remedy;
    }

    static SyntaxFault of(String parserProblem) {
        return Arrays.stream(values())
                .filter(fault -> parserProblem.startsWith(fault.parserSays))
                .findFirst()
                .orElse(OTHER);
    }

    String problem() {
        return problem;
    }

    String remedy() {
        return remedy;
    }

    /** The parser notices it later than where a person must look. */
    boolean beganEarlier() {
        return this == OPEN_QUOTE || this == NO_COLON;
    }
}
