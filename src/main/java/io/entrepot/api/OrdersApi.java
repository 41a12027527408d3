package io.entrepot.api;

import io.entrepot.api.problem.ApiError;
import io.entrepot.engine.Engine;
import io.entrepot.model.Money;
import io.entrepot.store.fulfilment.NoticeReading;
import io.entrepot.store.fulfilment.NoticeReading.Told;
import io.entrepot.store.order.OrderBook.Receiver;
import io.entrepot.store.order.OrderReading;
import io.entrepot.store.order.OrderReading.Filter;
import io.entrepot.store.order.OrderReading.Head;
import io.entrepot.store.order.OrderReading.Line;
import io.entrepot.store.order.OrderReading.Position;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Orders as they came home. */
@RestController
@RequestMapping(path = "/api/v1/orders", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Orders", description = "Orders of every storefront")
final class OrdersApi {

    private final OrderReading orders;
    private final NoticeReading notices;

    OrdersApi(Engine engine) {
        this.orders = engine.orders();
        this.notices = engine.notices();
    }

    record OrderView(
            String storefront,
            String orderNo,

            @Schema(allowableValues = {"placed", "paid", "shipped", "completed", "cancelled"})
            String state,

            Instant placedAt,
            @Nullable Instant paidAt,
            @Nullable Instant cancelledAt,

            @Schema(
                    description = "Since when the buyer asks for the money back; do not ship meanwhile",
                    nullable = true)
            @Nullable
            Instant refundRequestedAt,

            AmountView total,
            Instant receivedAt,
            Instant updatedAt) {
        static OrderView of(Head order) {
            return new OrderView(
                    order.storefront(),
                    order.orderNo(),
                    order.state(),
                    order.placedAt(),
                    order.paidAt(),
                    order.cancelledAt(),
                    order.refundRequestedAt(),
                    AmountView.of(order.total()),
                    order.receivedAt(),
                    order.updatedAt());
        }
    }

    record AmountView(
            @Schema(example = "18.50") String amount,
            @Schema(example = "CNY") String currency) {
        static AmountView of(Money money) {
            return new AmountView(money.decimal(), money.currency().getCurrencyCode());
        }
    }

    record LineView(
            String lineNo,

            @Schema(description = "Our SKU; absent while the line is mapped to none", nullable = true) @Nullable
            String sku,

            @Nullable String location,
            @Nullable String itemId,
            @Nullable String channelSkuId,
            @Nullable String merchantCode,
            String title,
            long quantity,
            AmountView unitPrice,

            @Schema(description = "Units promised and not yet shipped")
            long committed,

            @Schema(description = "Units shipped") long shipped,

            @Schema(description = "Units by which the storefront lowered its own stock")
            long lowered,

            @Schema(description = "Units that the storefront gave back by itself")
            long restored) {
        static LineView of(Line line) {
            return new LineView(
                    line.lineNo(),
                    line.sku(),
                    line.location(),
                    line.itemId(),
                    line.channelSkuId(),
                    line.merchantCode(),
                    line.title(),
                    line.quantity(),
                    AmountView.of(line.unitPrice()),
                    line.committed(),
                    line.shipped(),
                    line.lowered(),
                    line.restored());
        }
    }

    record WholeOrder(
            OrderView order,
            @Nullable Receiver receiver,
            List<LineView> lines,

            @Schema(description = "What the storefront was told of it, or is to be: parcels and cancellations")
            List<Told> notices) {}

    @GetMapping
    @Operation(
            operationId = "listOrders",
            summary = "A page of orders, those changed longest ago first",
            description = "Without buyers. To follow all changes, go on from the last page's `next`.")
    Page<OrderView> list(
            @RequestParam(required = false) @Nullable String storefront,
            @RequestParam(required = false) @Pattern(regexp = "placed|paid|shipped|completed|cancelled") @Nullable
                    String state,
            @Parameter(example = "2026-01-31T08:00:00Z")
                    @RequestParam(name = "updated_after", required = false)
                    @Nullable
                    Instant updatedAfter,
            @Parameter(description = "`next` of the page before")
                    @RequestParam(required = false)
                    @Pattern(regexp = "\\d{1,15}-\\d{1,18}")
                    @Nullable
                    String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        List<Head> page = orders.page(new Filter(storefront, state, updatedAfter), position(after), limit);
        return Page.of(page, limit, OrderView::of, each -> each.updatedAt().toEpochMilli() + "-" + each.id());
    }

    @GetMapping("/{storefront}/{order_no}")
    @Operation(operationId = "getOrder", summary = "One order with its lines and who receives it")
    WholeOrder get(@PathVariable String storefront, @PathVariable("order_no") String orderNo) {
        return orders.find(storefront, orderNo)
                .map(whole -> new WholeOrder(
                        OrderView.of(whole.head()),
                        whole.receiver(),
                        whole.lines().stream().map(LineView::of).toList(),
                        notices.of(whole.head().id())))
                .orElseThrow(() ->
                        ApiError.NOT_FOUND.refusal("order_no", "there is no order '" + orderNo + "' of " + storefront));
    }

    private static @Nullable Position position(@Nullable String after) {
        if (after == null) {
            return null;
        }
        int between = after.indexOf('-');
        return new Position(
                Instant.ofEpochMilli(Long.parseLong(after.substring(0, between))),
                Long.parseLong(after.substring(between + 1)));
    }
}
