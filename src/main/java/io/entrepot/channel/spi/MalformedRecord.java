package io.entrepot.channel.spi;

import java.io.IOException;

/** A record that cannot be understood; it is parked with its payload and stops nothing. */
public final class MalformedRecord extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param problem the field, its value and what is wrong with it
     */
    public MalformedRecord(String problem) {
        super(problem);
    }
}
