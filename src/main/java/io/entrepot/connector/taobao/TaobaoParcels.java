package io.entrepot.connector.taobao;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the shop of parcels that the seller's own carrier takes. It knows a parcel by the carrier's number alone, and one without a
 * number by what is in it; it refuses what was sent already. So what is there is looked at first.
 */
record TaobaoParcels(TopClient client) implements ShipmentTarget {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Override
    public Outcome ship(Parcel parcel) {
        Sitting sitting = new Sitting();
        try {
            Trade trade = trade(parcel.orderNo(), sitting);
            Map<String, Long> units = new LinkedHashMap<>();
            parcel.lines().forEach(line -> units.merge(line.lineNo(), line.quantity(), Long::sum));
            if (!trade.left().keySet().containsAll(units.keySet())) {
                String missing = "the trade has not all lines of the parcel '" + parcel.code() + "'";
                return new CallRefused(TaobaoCodes.UNKNOWN_ORDER, missing, false).outcome();
            }
            tell(parcel, units, trade, sitting);
            return Outcome.Applied.SILENT;
        } catch (IOException failure) {
            return Outcome.of(failure, TaobaoCodes.UNREACHABLE);
        }
    }

    /**
     * What is known of a trade.
     *
     * @param left units that are still to be sent, by line
     * @param numbers the carriers' numbers it was told
     * @param unnumbered what is in its parcels without a number, by line, one entry a line
     */
    private record Trade(Map<String, Long> left, Set<String> numbers, Set<Map.Entry<String, Long>> unnumbered) {}

    private Trade trade(String orderNo, Sitting sitting) throws IOException {
        Answer trade = TaobaoTrades.whole("parcels", orderNo, client, sitting).object("trade");
        Map<String, Long> left = new HashMap<>();
        Set<String> numbers = new HashSet<>();
        for (Answer order : TopClient.list(trade, "orders", "order")) {
            left.put(order.text("oid"), order.units("num"));
            numbers.add(order.textOr("invoice_no", ""));
        }
        Set<Map.Entry<String, Long>> unnumbered = new HashSet<>();
        for (TradeReader.Sent sent : TradeReader.sent(trade)) {
            numbers.add(sent.number());
            left.merge(sent.oid(), -sent.units(), Long::sum);
            if (sent.number().isEmpty()) {
                unnumbered.add(Map.entry(sent.oid(), sent.units()));
            }
        }
        numbers.remove("");
        return new Trade(left, numbers, unnumbered);
    }

    private void tell(Parcel parcel, Map<String, Long> units, Trade trade, Sitting sitting) throws IOException {
        String number = parcel.trackingNumber();
        if (number == null
                ? trade.unnumbered().containsAll(units.entrySet())
                : trade.numbers().contains(number)) {
            return;
        }
        Optional<Label> wrong = parcel.earlier().stream()
                .filter(label ->
                        label.trackingNumber() != null && trade.numbers().contains(label.trackingNumber()))
                .reduce((older, newer) -> newer);
        if (wrong.isPresent() && number != null) {
            correct(parcel, wrong.get(), number, sitting);
        } else {
            client.call("parcels", "alibaba.ascp.logistics.offline.send", fresh(parcel, units, trade), sitting);
        }
    }

    private void correct(Parcel parcel, Label wrong, String number, Sitting sitting) throws IOException {
        client.call(
                "parcels",
                "alibaba.ascp.logistics.consign.modify",
                Map.of(
                        "tid", parcel.orderNo(),
                        "old_company_code", wrong.carrier(),
                        "old_out_sid", String.valueOf(wrong.trackingNumber()),
                        "new_company_code", parcel.carrier(),
                        "new_out_sid", number),
                sitting);
    }

    /** Of a line that leaves in parts, the shop wants to be told whether this is the last of it. */
    private static Map<String, String> fresh(Parcel parcel, Map<String, Long> units, Trade trade) throws CallRefused {
        ObjectNode box = NODES.objectNode();
        if (parcel.trackingNumber() != null) {
            box.put("out_sid", parcel.trackingNumber()).put("company_code", parcel.carrier());
        }
        ArrayNode goods = box.putArray("goods");
        units.forEach((line, count) ->
                goods.addObject().put("sub_tid", line).put("item_type", 0).put("num", count));
        Map<String, String> parameters = new HashMap<>(Map.of(
                "tid", parcel.orderNo(),
                "consign_type", "1",
                "consign_pkgs", NODES.arrayNode().add(box).toString()));
        List<String> inPart = units.entrySet().stream()
                .filter(line -> line.getValue() < trade.left().getOrDefault(line.getKey(), 0L))
                .map(Map.Entry::getKey)
                .toList();
        if (inPart.size() > 1) {
            String two = "the shop can be told of one line a parcel that leaves in part, not of " + inPart.size();
            throw new CallRefused(TaobaoCodes.NOT_SHIPPABLE, two, false);
        }
        if (!inPart.isEmpty()) {
            ObjectNode status = NODES.objectNode().put("sub_tid", inPart.get(0)).put("is_part_consign", true);
            parameters.put("consign_status", status.toString());
        }
        return parameters;
    }
}
