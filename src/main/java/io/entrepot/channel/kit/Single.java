package io.entrepot.channel.kit;

/** A call that takes one item. */
public final class Single {

    private Single() {}

    /**
     * A call is never split behind its caller's back: time limits and attempts count calls.
     *
     * @throws IllegalArgumentException when there is more than one item
     */
    public static void refuseMore(int items) {
        if (items > 1) {
            throw new IllegalArgumentException(items + " items in one call: send at most 1");
        }
    }
}
