package io.entrepot.store.load;

import io.entrepot.store.catalog.Variant;

/** How many characters the central store takes. */
final class Lengths {

    static final int CODE = 190;
    static final int TITLE = 500;
    static final int DESCRIPTION = 100_000;
    static final int NAME = 190;
    static final int URL = 1000;
    static final int BARCODE = 64;
    static final int VARIANT = 1000;

    private Lengths() {}

    /**
     * @throws RowRefused when the options do not fit together
     */
    static Variant fitting(Variant variant) {
        int length = variant.json().length();
        if (length > VARIANT) {
            throw new RowRefused(
                    Problem.TOO_LONG,
                    null,
                    RefusedRow.shown(variant.json()),
                    "the options have " + length + " characters as JSON; at most " + VARIANT + " fit");
        }
        return variant;
    }
}
