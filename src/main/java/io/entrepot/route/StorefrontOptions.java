package io.entrepot.route;

import io.entrepot.model.Refusal;
import java.util.Map;

/** Checks the options of {@code storefront:} as they are written: Camel itself would read {@code every=five} as 0. */
final class StorefrontOptions {

    private static final String EVERY = "every";

    private StorefrontOptions() {}

    /**
     * @throws Refusal ENT-1107 when an option does not belong to this address, ENT-1108 when a value cannot be used
     */
    static void check(String what, Map<String, Object> options) {
        Object every = options.get(EVERY);
        if (every != null && !Addresses.isFeed(what)) {
            String remedy = "remove it: it belongs to storefront:ID/orders";
            throw new Refusal(RouteCode.OPTION, EVERY, "storefront:ID/" + what + " has no option 'every'", remedy);
        }
        if (every != null && !String.valueOf(every).matches(StoreOptions.DURATION)) {
            throw new Refusal(
                    RouteCode.VALUE, EVERY, "every is '" + every + "'", "give a duration such as 30s or 60000");
        }
    }
}
