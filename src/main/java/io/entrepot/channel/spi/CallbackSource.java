package io.entrepot.channel.spi;

import java.util.List;
import java.util.Map;

/**
 * A storefront that calls us when something happened there. What it tells is a hint and no more: whatever is never told, told twice
 * or told late is read from the feed all the same.
 */
public non-sealed interface CallbackSource extends Capability {

    /**
     * Understands a call, and makes none itself.
     *
     * @throws CallbackRefused when it is not the storefront's, not new, or cannot be read
     */
    Heard hear(Callback callback) throws CallbackRefused;

    /**
     * A call as it came.
     *
     * @param parameters of the query, the first value of each
     * @param headers by lower-case name, the first value of each
     */
    record Callback(String method, Map<String, String> parameters, Map<String, String> headers, String body) {}

    /**
     * What it comes to.
     *
     * @param answer what the storefront wants to hear
     * @param orderNos the orders that changed
     */
    record Heard(String answer, List<String> orderNos) {}
}
