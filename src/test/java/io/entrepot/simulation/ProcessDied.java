package io.entrepot.simulation;

/** The process ends here, in the middle of whatever it does. */
final class ProcessDied extends Error {

    private static final long serialVersionUID = 1L;

    ProcessDied() {
        super("killed", null, false, false);
    }
}
