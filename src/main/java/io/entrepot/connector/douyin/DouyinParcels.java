package io.entrepot.connector.douyin;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Tells the shop of parcels. What is there is looked at first. A parcel is told under a request id of its own: told again under it
 * the shop ships nothing, and answers what it was told the first time, which may have been another number.
 */
record DouyinParcels(DouyinClient client) implements ShipmentTarget {

    private static final String OPERATION = "parcels";

    @Override
    public Outcome ship(Parcel parcel) {
        if (parcel.trackingNumber() == null) {
            String without = "the shop takes no parcel without a tracking number";
            return new CallRefused(DouyinCodes.NO_NUMBER, without, false).outcome();
        }
        Sitting sitting = new Sitting();
        try {
            Answer order = DouyinOrders.detail(OPERATION, parcel.orderNo(), sitting, client);
            if (!hasAll(order, parcel)) {
                String missing = "the order has not all lines of the parcel '" + parcel.code() + "'";
                return new CallRefused(DouyinCodes.UNKNOWN_ORDER, missing, false).outcome();
            }
            tell(parcel, told(order), sitting);
            return Outcome.Applied.SILENT;
        } catch (IOException failure) {
            return Outcome.of(failure, DouyinCodes.UNREACHABLE);
        }
    }

    private void tell(Parcel parcel, Map<Label, String> told, Sitting sitting) throws IOException {
        if (told.containsKey(parcel.label())) {
            return;
        }
        Optional<String> wrong = parcel.earlier().stream()
                .flatMap(label -> Optional.ofNullable(told.get(label)).stream())
                .reduce((older, newer) -> newer);
        if (wrong.isPresent()) {
            correct(parcel, wrong.get(), sitting);
        } else {
            send(parcel, sitting);
        }
    }

    private void send(Parcel parcel, Sitting sitting) throws IOException {
        List<Map<String, Object>> units = parcel.lines().stream()
                .map(line -> Map.<String, Object>of("shipped_order_id", line.lineNo(), "shipped_num", line.quantity()))
                .toList();
        Map<String, Object> pack = new HashMap<>(labelled(parcel));
        pack.put("shipped_order_info", units);
        Answer answer = client.call(
                OPERATION,
                "order.logisticsAddMultiPack",
                Map.of("order_id", parcel.orderNo(), "pack_list", List.of(pack), "request_id", requestId(parcel)),
                sitting);
        Optional<String> other = otherwise(answer, parcel);
        if (other.isPresent()) {
            correct(parcel, other.get(), sitting);
        }
    }

    /** The pack that an earlier request with this id made, where its number is another. */
    private static Optional<String> otherwise(Answer answer, Parcel parcel) throws MalformedRecord {
        if (!answer.has("data")) {
            return Optional.empty();
        }
        for (Answer pack : answer.object("data").list("pack_list")) {
            String number = pack.textOr("logistics_code", "");
            if (!number.isEmpty() && !number.equals(parcel.trackingNumber())) {
                return Optional.of(pack.text("pack_id"));
            }
        }
        return Optional.empty();
    }

    private void correct(Parcel parcel, String packId, Sitting sitting) throws IOException {
        Map<String, Object> change = new HashMap<>(labelled(parcel));
        change.put("order_id", parcel.orderNo());
        change.put("pack_id", packId);
        client.call(OPERATION, "order.logisticsEditByPack", change, sitting);
    }

    private static Map<String, Object> labelled(Parcel parcel) {
        return Map.of("company_code", parcel.carrier(), "logistics_code", String.valueOf(parcel.trackingNumber()));
    }

    private static String requestId(Parcel parcel) {
        String name = parcel.orderNo() + "/" + parcel.code();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static boolean hasAll(Answer order, Parcel parcel) throws MalformedRecord {
        Set<String> lines = new HashSet<>();
        for (Answer line : order.list("sku_order_list")) {
            lines.add(OrderReader.lineNo(line));
        }
        return parcel.lines().stream().allMatch(line -> lines.contains(line.lineNo()));
    }

    /** The shop's name of each parcel that it was told of. */
    private static Map<Label, String> told(Answer order) throws MalformedRecord {
        Map<Label, String> told = new HashMap<>();
        for (Answer parcel : order.list("logistics_info")) {
            told.put(
                    new Label(parcel.textOr("company", ""), parcel.textOr("tracking_no", "")),
                    parcel.text("delivery_id"));
        }
        return told;
    }
}
