package io.entrepot.route;

import io.entrepot.model.Refusal;
import java.util.List;
import java.util.Map;

/** Checks the options of {@code store:} as they are written: Camel itself would read {@code batch=five} as 0. */
final class StoreOptions {

    private static final List<String> OF_LANES = List.of("workers", "batch", "retryDelay");
    static final String DURATION = "([0-9]{1,9}(ms|s|m|h)?)+";

    private StoreOptions() {}

    /**
     * @throws Refusal ENT-1107 when an option does not belong to this address, ENT-1108 when a value cannot be used
     */
    static void check(String what, Map<String, Object> options) {
        boolean lane = Addresses.inStore(what).isPresent();
        options.forEach((name, value) -> {
            if (OF_LANES.contains(name) && !lane || name.equals("storefront") && Addresses.isFeed(what)) {
                String remedy = "remove it: it belongs to store:stock, store:price and store:content";
                throw new Refusal(RouteCode.OPTION, name, "store:" + what + " has no option '" + name + "'", remedy);
            }
            check(name, String.valueOf(value));
        });
    }

    private static void check(String name, String value) {
        if (name.equals("retryDelay") && !value.matches(DURATION)) {
            throw new Refusal(
                    RouteCode.VALUE, name, "retryDelay is '" + value + "'", "give a duration such as 30s or 5m");
        }
        if ((name.equals("workers") || name.equals("batch")) && !value.matches("[1-9][0-9]{0,2}|1000")) {
            throw new Refusal(RouteCode.VALUE, name, name + " is '" + value + "'", "give a number from 1 to 1000");
        }
    }
}
