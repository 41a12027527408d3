package io.entrepot.simulator.mall;

import io.entrepot.simulator.mall.Wire.CancellationAnswer;
import io.entrepot.simulator.mall.Wire.CancellationView;
import io.entrepot.simulator.mall.Wire.CancelledLineView;
import io.entrepot.simulator.shop.OrderBook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The endpoint that is told of units which the seller will not send. Called under the shop's lock. */
final class CancellationCalls {

    private final OrderBook orders;

    CancellationCalls(OrderBook orders) {
        this.orders = orders;
    }

    CancellationAnswer tell(String orderNo, String body) {
        Given given = Given.body(body);
        String code = given.text("code");
        Map<String, Long> units = units(given);
        orders.cancelUpTo(orderNo, units);
        List<CancelledLineView> lines = units.entrySet().stream()
                .map(line -> new CancelledLineView(line.getKey(), line.getValue()))
                .toList();
        return new CancellationAnswer(new CancellationView(code, given.textOrNull("reason"), lines));
    }

    private static Map<String, Long> units(Given given) {
        Map<String, Long> units = new LinkedHashMap<>();
        for (Given line : given.list("lines")) {
            if (line.whole("cancelled") < 1) {
                throw MallError.wrong("'" + line.at() + "cancelled' is " + line.whole("cancelled") + ": use 1 or more");
            }
            units.merge(line.text("no"), line.whole("cancelled"), Math::max);
        }
        if (units.isEmpty()) {
            throw MallError.wrong("'lines' is empty: name what is cancelled");
        }
        return units;
    }
}
