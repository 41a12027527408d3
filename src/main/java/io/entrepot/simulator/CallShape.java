package io.entrepot.simulator;

/** What a call is, as far as faults care. */
public enum CallShape {
    /** Changes nothing. */
    READ,
    /** Changes one thing, whole or not at all. */
    WRITE,
    /** Changes several things, each with its own result. */
    BATCH_WRITE,
    /** Changes something, and answers no more than that it was done. */
    SILENT_WRITE,
    /** Lists orders whole, and there is at least one to list. */
    ORDER_PAGE,
    /** Lists the numbers of orders, and there is at least one to list. */
    ORDER_NUMBERS,
    /** Gives one order that was listed by its number. */
    ORDER;

    /** Whether the call may change the channel. */
    public boolean isWrite() {
        return this == WRITE || this == BATCH_WRITE || this == SILENT_WRITE;
    }
}
