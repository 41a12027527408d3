package io.entrepot.api;

import io.entrepot.model.Money;
import io.entrepot.store.audit.AuditLog;
import io.entrepot.store.price.Prices;
import io.entrepot.store.price.SkuPrice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Prices per SKU and price list. */
@RestController
@RequestMapping(path = "/api/v1/prices", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Prices", description = "What each SKU costs, per price list")
final class PricesApi {

    private final Prices prices;
    private final KnownNames names;
    private final AuditLog audit;

    PricesApi(Prices prices, KnownNames names, AuditLog audit) {
        this.prices = prices;
        this.names = names;
        this.audit = audit;
    }

    record PriceView(
            String sku,
            String priceList,
            String currency,
            @Schema(example = "18.50") String amount,
            @Nullable String compareAt) {
        static PriceView of(SkuPrice price) {
            Money compareAt = price.compareAt();
            return new PriceView(
                    price.sku(),
                    price.priceList(),
                    price.price().currency().getCurrencyCode(),
                    price.price().decimal(),
                    compareAt == null ? null : compareAt.decimal());
        }
    }

    record PriceList(List<PriceView> prices) {}

    record SetPrice(
            @Schema(description = "\"default\" unless given", example = "default") @Nullable @Size(min = 1, max = 60)
            String priceList,

            @Schema(description = "ISO 4217", example = "CNY") @NotBlank
            String currency,

            @Schema(description = "A decimal text with at most the currency's number of decimals", example = "18.50")
            @NotBlank
            String amount,

            @Schema(description = "The higher price it is shown against", example = "20.00", nullable = true) @Nullable
            String compareAt) {}

    @GetMapping
    @Operation(operationId = "getPrices", summary = "All prices of some SKUs")
    PriceList get(@RequestParam @NotEmpty @Size(max = 200) List<String> sku) {
        names.requireSkus("sku", sku);
        return new PriceList(sku.stream()
                .flatMap(each -> prices.pricesOf(each).stream())
                .map(PriceView::of)
                .toList());
    }

    @PutMapping("/{sku}")
    @Operation(operationId = "setPrice", summary = "Set what a SKU costs in one price list")
    PriceView set(@PathVariable String sku, @RequestBody @Valid SetPrice body, Principal principal) {
        Currency currency = Amounts.currency("currency", body.currency());
        Money amount = Amounts.amount("amount", body.amount(), currency);
        @Nullable String given = body.compareAt();
        Money compareAt = given == null ? null : Amounts.amount("compare_at", given, currency);
        String list = body.priceList() == null ? "default" : body.priceList();
        SkuPrice price = new SkuPrice(sku, list, amount, compareAt);
        prices.put(List.of(price));
        audit.note(principal.getName(), "price.set", "sku/" + sku, list + ": " + amount);
        return PriceView.of(price);
    }
}
