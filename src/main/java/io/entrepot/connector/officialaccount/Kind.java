package io.entrepot.connector.officialaccount;

import java.util.Locale;

/** The two ways in which an account may speak to a single user. */
enum Kind {
    /** To whoever follows the account. */
    TEMPLATE("cgi-bin/message/template/send", "url"),
    /** To whoever has agreed to a notice of this template: once for each time he agreed, or lasting. */
    SUBSCRIPTION("cgi-bin/message/subscribe/bizsend", "page");

    private final String path;
    private final String link;

    Kind(String path, String link) {
        this.path = path;
        this.link = link;
    }

    String path() {
        return path;
    }

    /** The request's field for the address that the message opens. */
    String link() {
        return link;
    }

    String operation() {
        return name().toLowerCase(Locale.ROOT);
    }
}
