package io.entrepot.connector.weidian;

import org.jspecify.annotations.Nullable;

/**
 * In which order numbered pages are read, so that what goes moves the rest towards pages still to come: the first, which tells how
 * many there are, then from the last to the first, the first once more.
 */
final class Pages {

    private Pages() {}

    static int number(@Nullable String token) {
        return token == null ? 1 : Integer.parseInt(token);
    }

    /** How many pages so many entries fill. */
    static int of(long entries, int size) {
        return Math.toIntExact((entries + size - 1) / size);
    }

    static @Nullable String next(@Nullable String token, int pages) {
        if (token == null) {
            return pages > 1 ? String.valueOf(pages) : null;
        }
        int page = number(token);
        return page > 1 ? String.valueOf(page - 1) : null;
    }
}
