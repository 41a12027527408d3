package io.entrepot.simulator;

/** What a call is, as far as faults care. */
public enum CallShape {
    /** Changes nothing. */
    READ,
    /** Changes one thing, whole or not at all. */
    WRITE,
    /** Changes several things, each with its own result. */
    BATCH_WRITE,
    /** Lists orders, and there is at least one to list. */
    ORDER_PAGE;

    /** Whether the call may change the channel. */
    public boolean isWrite() {
        return this == WRITE || this == BATCH_WRITE;
    }
}
