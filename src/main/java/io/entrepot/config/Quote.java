package io.entrepot.config;

import java.util.regex.Pattern;

/** Shows a value in a message: on one line, not too long, and without what may be a password in an address. */
final class Quote {

    private static final Pattern LOGIN = Pattern.compile(".*@", Pattern.DOTALL);
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final int LONGEST = 60;

    private Quote() {}

    static String of(String value) {
        return "'" + plain(value) + "'";
    }

    /** The same without quotes. */
    static String plain(String value) {
        String shown =
                CONTROL.matcher(LOGIN.matcher(value).replaceFirst("***@")).replaceAll(" ");
        return shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown;
    }
}
