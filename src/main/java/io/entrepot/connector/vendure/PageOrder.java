package io.entrepot.connector.vendure;

import org.jspecify.annotations.Nullable;

/**
 * In which order pages are read, so that what leaves a list moves the rest towards pages still to come: the first, which tells
 * how many there are, then from the last to the first, the first once more. A page token is a page number.
 */
final class PageOrder {

    private PageOrder() {}

    static int number(@Nullable String token) {
        return token == null ? 1 : Integer.parseInt(token);
    }

    static @Nullable String next(@Nullable String token, int total, int pageSize) {
        if (token == null) {
            int pages = (total + pageSize - 1) / pageSize;
            return pages > 1 ? String.valueOf(pages) : null;
        }
        int page = number(token);
        return page > 1 ? String.valueOf(page - 1) : null;
    }
}
