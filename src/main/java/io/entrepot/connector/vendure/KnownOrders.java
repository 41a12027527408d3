package io.entrepot.connector.vendure;

import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.CallRefused;
import java.io.IOException;
import java.util.List;

/** Looks at an order before something is told of it. */
record KnownOrders(AdminApi api) {

    /**
     * The order of that number.
     *
     * @throws CallRefused when the shop has none such
     */
    Wire.ParcelOrder order(String orderNo, Sitting sitting) throws IOException {
        AdminApi.Answer answer = api.call(Document.PARCELS, new Given.Codes(List.of(orderNo)), sitting);
        return answer.list(Wire.ParcelOrder.class, "/orders/items").stream()
                .findFirst()
                .orElseThrow(() -> new CallRefused(VendureCodes.GONE, "the shop has no order " + orderNo, false));
    }
}
