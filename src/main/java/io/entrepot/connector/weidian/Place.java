package io.entrepot.connector.weidian;

import io.entrepot.channel.kit.Named;
import java.util.List;

/**
 * Where the list of orders goes on.
 *
 * @param first in seconds since 1970
 * @param length how many seconds more
 * @param page of the orders of one second that fill more than one; 0 where nobody has looked yet
 */
record Place(long first, long length, int page) {

    /** So many orders are named at once. The platform allows 50 and advises 30 at most. */
    static final int PAGE_SIZE = 30;

    static Place of(String token) {
        String[] parts = token.split("~", 3);
        return new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
    }

    String token() {
        return first + "~" + length + "~" + page;
    }

    long last(long end) {
        return Math.max(first, Math.min(first + length, end));
    }

    /**
     * What there is to do once that was listed.
     *
     * @param total how many orders there are in these seconds
     */
    Named after(List<String> numbers, long total, long end) {
        long last = last(end);
        if (page == 0 && total > PAGE_SIZE) {
            Place nearer = last > first
                    ? new Place(first, (last - first) / 2, 0)
                    : new Place(first, 0, Pages.of(total, PAGE_SIZE));
            return new Named(List.of(), nearer.token());
        }
        if (page > 1) {
            return new Named(numbers, new Place(first, 0, page - 1).token());
        }
        long next = numbers.size() > PAGE_SIZE / 2 ? length : 2 * length + 1;
        return new Named(numbers, last < end ? new Place(last + 1, next, 0).token() : "");
    }
}
