package io.entrepot.simulator.mall;

import io.entrepot.simulator.mall.Wire.ParcelAnswer;
import io.entrepot.simulator.shop.OrderBook;
import io.entrepot.simulator.shop.Parcel;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** The endpoint that is told of parcels. Called under the shop's lock. */
final class ParcelCalls {

    private final OrderBook orders;

    ParcelCalls(OrderBook orders) {
        this.orders = orders;
    }

    ParcelAnswer tell(String orderNo, String body) {
        Parcel told = parcel(Given.body(body));
        orders.tell(orderNo, told);
        return new ParcelAnswer(Wire.view(told));
    }

    private static Parcel parcel(Given given) {
        Map<String, Long> units = new LinkedHashMap<>();
        for (Given line : given.list("lines")) {
            if (line.whole("quantity") < 1) {
                throw MallError.wrong("'" + line.at() + "quantity' is " + line.whole("quantity") + ": use 1 or more");
            }
            units.merge(line.text("no"), line.whole("quantity"), Long::sum);
        }
        if (units.isEmpty()) {
            throw MallError.wrong("'lines' is empty: name what is in the parcel");
        }
        return new Parcel(
                given.text("code"),
                given.text("carrier"),
                given.textOrNull("tracking_number"),
                instant(given, "shipped_at"),
                units);
    }

    private static Instant instant(Given given, String field) {
        try {
            return Instant.parse(given.text(field)).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw MallError.wrong("'" + field + "' is no instant: " + given.text(field));
        }
    }
}
