package io.entrepot.connector.vendure;

import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.model.Refusal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The states of Vendure's default order process, and those that a shop adds. */
final class OrderStates {

    private static final Map<String, ChannelOrder.State> DEFAULT = Map.of(
            "PaymentAuthorized", ChannelOrder.State.PLACED,
            "PaymentSettled", ChannelOrder.State.PAID,
            "PartiallyShipped", ChannelOrder.State.PAID,
            "Shipped", ChannelOrder.State.SHIPPED,
            "PartiallyDelivered", ChannelOrder.State.PAID,
            "Delivered", ChannelOrder.State.COMPLETED,
            "Modifying", ChannelOrder.State.PAID,
            "ArrangingAdditionalPayment", ChannelOrder.State.PAID,
            "Cancelled", ChannelOrder.State.CANCELLED);

    private OrderStates() {}

    /**
     * Reads {@code ReadyForPickup=paid, PickedUp=completed} on top of the default process.
     *
     * @throws Refusal when a part is no such pair
     */
    static Map<String, ChannelOrder.State> read(String option) {
        Map<String, ChannelOrder.State> states = new HashMap<>(DEFAULT);
        for (String pair : option.split(",", -1)) {
            if (!pair.isBlank()) {
                String[] parts = pair.strip().split("=", -1);
                states.put(parts[0].strip(), parts.length == 2 ? state(parts[1].strip(), pair) : wrong(pair));
            }
        }
        return Map.copyOf(states);
    }

    private static ChannelOrder.State state(String word, String pair) {
        return Arrays.stream(ChannelOrder.State.values())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseGet(() -> wrong(pair));
    }

    private static ChannelOrder.State wrong(String pair) {
        throw new Refusal(
                VendureCodes.OPTION,
                "order-states",
                "option 'order-states' has '" + pair.strip() + "'",
                "write STATE=placed, paid, shipped, completed or cancelled, with commas between");
    }
}
