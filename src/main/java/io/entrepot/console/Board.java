package io.entrepot.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything the status page shows, in words. */
record Board(
        String node,
        String database,
        boolean stopped,
        String inbox,
        String changes,
        List<Front> fronts,
        List<String> columns,
        List<StockRow> stock,
        List<OrderRow> orders,
        List<SentRow> sent) {

    /** One storefront. */
    record Front(String id, String channel, boolean simulated, String proof, List<Flow> flows, List<Budget> budgets) {}

    /**
     * One aspect, or its orders.
     *
     * @param state live, waiting, failing, paused or off: how it is coloured
     * @param facts a line each
     * @param trouble why it is held or failing, or null
     */
    record Flow(
            String name,
            String state,
            String stateText,
            List<String> facts,
            @Nullable String trouble) {}

    /** What is left of a quota: of how many calls at once. */
    record Budget(String operation, long remaining, long burst) {}

    /** One SKU: what the store has, and what each storefront is believed to show. */
    record StockRow(String sku, String available, List<Cell> cells) {}

    /** What one storefront is believed to show; {@code state} says whether that is what it should show. */
    record Cell(String storefront, String shown, String state, String explained) {}

    /** One order. */
    record OrderRow(
            String storefront,
            String orderNo,
            String state,
            String stateText,
            String items,
            String total,
            String age) {}

    /** One call that changed a storefront's stock, or was to. */
    record SentRow(
            String sku,
            String storefront,
            String sent,
            String raw,
            String outcome,
            String outcomeText,
            String took,
            String age,
            @Nullable String message) {}
}
