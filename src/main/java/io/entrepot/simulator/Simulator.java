package io.entrepot.simulator;

import java.net.URI;
import java.util.Map;

/** A running stand-in of a channel, on loopback. */
public interface Simulator extends AutoCloseable {

    /** Where its API is. */
    URI baseUrl();

    /** The credentials it takes, by the names that the channel's connector gives them. */
    Map<String, String> credentials();

    /** Its shoppers' and clerks' side. */
    SimulatedShop shop();

    /** How its calls fail. */
    Faults faults();

    /** The calls it had. */
    CallLog calls();

    @Override
    void close();
}
