package io.entrepot.simulator.pinduoduo;

import io.entrepot.simulator.shop.Sent;
import java.util.List;

/** Which part of a list is asked for. */
record Page(int number, int size) {

    private static final int MOST = 100;

    static Page of(Sent given) {
        long number = given.wholeOr("page", 1);
        if (number < 1 || number > Integer.MAX_VALUE / MOST) {
            throw PinduoduoError.parameter("page");
        }
        return new Page((int) number, given.pageSize("page_size", MOST, MOST));
    }

    <T> List<T> of(List<T> all) {
        return all.stream().skip((long) (number - 1) * size).limit(size).toList();
    }

    boolean hasNext(int total) {
        return (long) number * size < total;
    }
}
