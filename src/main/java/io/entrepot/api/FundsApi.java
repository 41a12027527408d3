package io.entrepot.api;

import io.entrepot.api.OrdersApi.AmountView;
import io.entrepot.engine.Engine;
import io.entrepot.store.aftersale.Funds;
import io.entrepot.store.aftersale.Funds.Entry;
import io.entrepot.store.aftersale.Funds.Filter;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The seller's accounts with the storefronts. */
@RestController
@RequestMapping(path = "/api/v1/funds", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Funds", description = "What storefronts credited to the seller, and what they took")
final class FundsApi {

    private final Funds funds;

    FundsApi(Engine engine) {
        this.funds = engine.funds();
    }

    record EntryView(
            String storefront,
            String number,
            Instant bookedAt,

            @Schema(description = "What the seller got; below zero when it was taken")
            AmountView amount,

            @Schema(description = "What the account held afterwards", nullable = true) @Nullable
            AmountView balance,

            @Schema(description = "What it was for, in the storefront's own word")
            String kind,

            @Nullable String orderNo,
            @Nullable String afterSaleNo) {
        static EntryView of(Entry entry) {
            return new EntryView(
                    entry.storefront(),
                    entry.number(),
                    entry.bookedAt(),
                    AmountView.of(entry.amount()),
                    entry.balance() == null ? null : AmountView.of(entry.balance()),
                    entry.kind(),
                    entry.orderNo(),
                    entry.afterSaleNo());
        }
    }

    @GetMapping
    @Operation(operationId = "listFunds", summary = "A page of entries, in the order in which they became known")
    Page<EntryView> list(
            @RequestParam(required = false) @Nullable String storefront,
            @Parameter(example = "2026-01-01T00:00:00Z") @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = "Not included", example = "2026-02-01T00:00:00Z")
                    @RequestParam(required = false)
                    @Nullable
                    Instant to,
            @RequestParam(name = "order_no", required = false) @Nullable String orderNo,
            @Parameter(description = "`next` of the page before")
                    @RequestParam(required = false)
                    @Pattern(regexp = "\\d{1,18}")
                    @Nullable
                    String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        long begin = after == null ? 0 : Long.parseLong(after);
        List<Entry> page = funds.page(new Filter(storefront, from, to, orderNo), begin, limit);
        return Page.of(page, limit, EntryView::of, each -> String.valueOf(each.id()));
    }
}
