package io.entrepot.route.files;

/** A place in a route file; line and column count from 1, and 0 stands for the whole. */
record Spot(String file, int line, int column) {

    static Spot wholeOf(String file) {
        return new Spot(file, 0, 0);
    }
}
