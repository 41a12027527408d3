package io.entrepot.simulator.mall;

import io.entrepot.simulator.WireRequest;
import java.util.stream.Stream;

/** Which page is asked for, numbered from 1. */
record Paging(int page, int size) {

    static Paging of(WireRequest request, int cap) {
        return new Paging(number(request, "page", 1), Math.min(cap, number(request, "page_size", cap)));
    }

    <T> Stream<T> of(Stream<T> all) {
        return all.skip((long) (page - 1) * size).limit(size);
    }

    int pages(int total) {
        return Math.max(1, (total + size - 1) / size);
    }

    private static int number(WireRequest request, String name, int otherwise) {
        String text = request.parameter(name).orElse(String.valueOf(otherwise));
        if (!text.matches("[1-9][0-9]{0,6}")) {
            throw MallError.wrong("'" + name + "' is " + text + ": use 1 or more");
        }
        return Integer.parseInt(text);
    }
}
