package io.entrepot.simulator.officialaccount;

import io.entrepot.simulator.Simulator;
import io.entrepot.simulator.SimulatorProvider;
import java.time.Clock;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Starts official accounts that have the template which the options name, and whose recipients follow and agree. */
public final class OfficialAccountSimulatorProvider implements SimulatorProvider {

    private static final int LASTING = 1_000_000;

    /** Of a notifier, and of a storefront. */
    private static final List<String> FIELDS =
            List.of("title-field", "text-field", "time-field", "order-field", "tracking-field", "carrier-field");

    /** Made by the service loader. */
    public OfficialAccountSimulatorProvider() {}

    @Override
    public String channel() {
        return "wechat-official-account";
    }

    @Override
    public Simulator start(int port, Currency currency, Map<String, String> options, Clock clock) {
        Set<String> fields = new LinkedHashSet<>();
        for (String option : FIELDS) {
            fields.add(options.getOrDefault(option, "").strip());
        }
        for (String fixed : options.getOrDefault("fixed-fields", "").split(",")) {
            fields.add(fixed.split("=", 2)[0].strip());
        }
        fields.remove("");
        OfficialAccountSimulator account =
                OfficialAccountSimulator.start(port, options.getOrDefault("template-id", ""), fields, clock);
        for (String openId : options.getOrDefault("to", "").split(",")) {
            if (!openId.isBlank()) {
                account.follows(openId.strip());
                account.agrees(openId.strip(), LASTING);
            }
        }
        return account;
    }
}
