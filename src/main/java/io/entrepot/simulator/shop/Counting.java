package io.entrepot.simulator.shop;

/** How a shop counts calls against a limit. */
public enum Counting {
    /** A bucket holds the burst, and fills with time. */
    BUCKET,
    /** So many calls in each period; periods follow each other, and nobody is told where they begin. */
    FIXED_WINDOW,
    /** So many calls in any period, wherever it begins. */
    SLIDING_WINDOW
}
