package io.entrepot.connector.pinduoduo;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ShipmentTarget.Label;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The carriers that the platform knows. Each has a number, which parcels are told with, and a code, such as {@code SF}; a parcel of
 * ours may name either.
 */
record Carriers(Map<String, String> numbers) {

    static Carriers ask(PinduoduoClient client, Sitting sitting) throws IOException {
        Answer found = client.call("parcels", "pdd.logistics.companies.get", Map.of(), sitting)
                .object("logistics_companies_get_response");
        Map<String, String> numbers = new HashMap<>();
        for (Answer carrier : found.list("logistics_companies")) {
            // 0 is one that cannot be used any more.
            if (!carrier.textOr("available", "1").equals("0")) {
                numbers.putIfAbsent(carrier.textOr("code", ""), carrier.text("id"));
            }
        }
        return new Carriers(numbers);
    }

    /** The same with the carrier's number. */
    Label label(Label given) throws CallRefused {
        String number = number(given.carrier());
        if (number.isEmpty()) {
            String unknown = "the platform knows no carrier '" + given.carrier() + "'";
            throw new CallRefused(PinduoduoCodes.UNKNOWN_CARRIER, unknown, false);
        }
        return new Label(number, given.trackingNumber());
    }

    /** Those of the labels whose carrier it knows. */
    List<Label> known(List<Label> given) {
        return given.stream()
                .filter(each -> !number(each.carrier()).isEmpty())
                .map(each -> new Label(number(each.carrier()), each.trackingNumber()))
                .toList();
    }

    private String number(String carrier) {
        return carrier.matches("[0-9]{1,9}") ? carrier : numbers.getOrDefault(carrier, "");
    }
}
