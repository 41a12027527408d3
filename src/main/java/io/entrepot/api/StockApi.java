package io.entrepot.api;

import io.entrepot.store.audit.AuditLog;
import io.entrepot.store.stock.StockLevels;
import io.entrepot.store.stock.StockLevels.Adjustment;
import io.entrepot.store.stock.StockLevels.Count;
import io.entrepot.store.stock.StockLevels.Level;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Stock as counted and as moved. */
@RestController
@RequestMapping(path = "/api/v1/stock", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Stock", description = "What is on the shelves, per SKU and location")
final class StockApi {

    private static final int MOST_SETS = 10_000;
    private static final String KEY =
            "Names this change uniquely, up to 80 characters: sent again under the same key it changes nothing";

    private final StockLevels stock;
    private final KnownNames names;
    private final AuditLog audit;

    StockApi(StockLevels stock, KnownNames names, AuditLog audit) {
        this.stock = stock;
        this.names = names;
        this.audit = audit;
    }

    record LevelView(String sku, String location, long onHand, long committed, long available) {
        static LevelView of(Level level) {
            return new LevelView(level.sku(), level.location(), level.onHand(), level.committed(), level.available());
        }
    }

    record Levels(List<LevelView> levels) {}

    record SetStock(
            @Schema(example = "main") @NotBlank String location,

            @Schema(description = "Units on the shelf", example = "12") @NotNull @PositiveOrZero
            Long onHand,

            @Schema(description = "When they were counted; now unless given", nullable = true) @Nullable
            Instant asOf) {}

    record AdjustStock(
            @Schema(example = "main") @NotBlank String location,

            @Schema(description = "Units that came or, below zero, went", example = "-2") @NotNull
            Long change,

            @Schema(description = "Why", example = "damaged") @NotBlank @Size(max = 30)
            String reason,

            @Schema(description = KEY, example = "count-2026-01-31-7") @Nullable @Size(min = 1, max = 80)
            String key) {}

    record OneSet(
            @Schema(example = "A-1") @NotBlank String sku,
            @Schema(example = "main") @NotBlank String location,
            @Schema(example = "12") @NotNull @PositiveOrZero Long onHand,
            @Nullable Instant asOf) {}

    record SetMany(
            @NotNull @NotEmpty @Size(max = MOST_SETS) List<@Valid @NotNull OneSet> sets,

            @Schema(description = KEY) @Nullable @Size(min = 1, max = 80)
            String key) {}

    record Taken(int taken) {}

    @GetMapping
    @Operation(operationId = "getStock", summary = "What is known of some SKUs, at every location that holds them")
    Levels get(
            @Parameter(description = "SKU codes; several times or with commas") @RequestParam @NotEmpty @Size(max = 200)
                    List<String> sku) {
        names.requireSkus("sku", sku);
        return levels(sku);
    }

    @PutMapping("/{sku}")
    @Operation(operationId = "setStock", summary = "Say how many units are on the shelf")
    Levels set(
            @PathVariable String sku,
            @RequestBody @Valid SetStock body,
            @Parameter(description = KEY)
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Size(min = 1, max = 80)
                    @Nullable
                    String key,
            Principal principal) {
        names.requireCounted("as_of", body.asOf());
        String businessKey = BusinessKey.of(key, null, sku, body.location());
        stock.set(List.of(new Count(sku, body.location(), body.onHand(), body.asOf())), "api", businessKey);
        audit.note(principal.getName(), "stock.set", "sku/" + sku, body.location() + ": " + body.onHand());
        return levels(List.of(sku));
    }

    @PostMapping("/{sku}/adjust")
    @Operation(operationId = "adjustStock", summary = "Add units to the shelf, or take some away")
    Levels adjust(
            @PathVariable String sku,
            @RequestBody @Valid AdjustStock body,
            @Parameter(description = KEY)
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Size(min = 1, max = 80)
                    @Nullable
                    String key,
            Principal principal) {
        String businessKey = BusinessKey.of(key, body.key(), sku, body.location());
        stock.adjust(List.of(new Adjustment(sku, body.location(), body.change(), businessKey)), body.reason());
        audit.note(
                principal.getName(),
                "stock.adjust",
                "sku/" + sku,
                body.location() + ": " + body.change() + " (" + body.reason() + ")");
        return levels(List.of(sku));
    }

    @PostMapping("/bulk")
    @Operation(
            operationId = "setStockBulk",
            summary = "Say how many units of many SKUs are on the shelf",
            description = "All or nothing, in one transaction; at most 10,000.")
    Taken setMany(
            @RequestBody @Valid SetMany body,
            @Parameter(description = KEY)
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Size(min = 1, max = 80)
                    @Nullable
                    String key,
            Principal principal) {
        names.requireAll(body.sets());
        String businessKey = BusinessKey.of(
                key,
                body.key(),
                body.sets().stream().map(OneSet::sku).toList(),
                body.sets().stream().map(OneSet::location).toList());
        stock.set(
                body.sets().stream()
                        .map(each -> new Count(each.sku(), each.location(), each.onHand(), each.asOf()))
                        .toList(),
                "api",
                businessKey);
        audit.note(principal.getName(), "stock.bulk", "stock", body.sets().size() + " levels");
        return new Taken(body.sets().size());
    }

    private Levels levels(List<String> skus) {
        return new Levels(stock.of(skus).stream().map(LevelView::of).toList());
    }
}
