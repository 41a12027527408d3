package io.entrepot.database;

/** Stand-in until the real one is merged. */
public class ChangeSignal {
    /** Wakes the projector. */
    public void raise() {}

    /** Waits. */
    public boolean await(java.time.Duration longest) throws InterruptedException {
        return false;
    }
}
