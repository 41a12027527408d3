package io.entrepot.channel.spi;

import java.util.List;

/** Speaks to people. It is no storefront: nothing is sold there, and nothing is kept equal. */
public interface Notifier {

    /** The recipient of a notifier that speaks in one place. */
    String HERE = "";

    /** Whom it tells what the team must know, each once; only {@link #HERE} where it speaks in one place. */
    List<String> team();

    /**
     * Tells one recipient, in one call that is not repeated.
     *
     * @param to one of the team, or whoever else the channel has a name for
     * @return applied or accepted when it was told; throttled when there were too many; rejected when neither this nor the same again will
     *     be told to that recipient; not done when surely nothing was said, for a passing reason; unknown when nobody knows
     */
    Outcome tell(String to, Notice notice);
}
