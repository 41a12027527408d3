package io.entrepot.api;

import io.entrepot.api.OrdersApi.AmountView;
import io.entrepot.config.EntrepotConfig;
import io.entrepot.config.StorefrontConfig;
import io.entrepot.engine.Engine;
import io.entrepot.model.Aspect;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.audit.AuditLog;
import io.entrepot.store.brake.Brakes;
import io.entrepot.store.brake.Brakes.Held;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.security.Principal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Changes that are held until a person has looked. */
@RestController
@RequestMapping(path = "/api/v1/storefronts/{id}/brakes", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Brakes", description = "Changes of very much at once, held until a person has looked")
final class BrakesApi {

    private static final String ASPECTS = "price|stock";

    private final Brakes brakes;
    private final EntrepotConfig config;
    private final KnownNames names;
    private final AuditLog audit;

    BrakesApi(Engine engine, EntrepotConfig config, KnownNames names, AuditLog audit) {
        this.brakes = engine.brakes();
        this.config = config;
        this.names = names;
        this.audit = audit;
    }

    record BrakeView(
            @Schema(allowableValues = {"price", "stock"}) String aspect, Instant since, String cause) {}

    record BrakeList(List<BrakeView> brakes) {}

    record HeldView(
            String sku,

            @Schema(description = "Units that could be sold, or the price, before the change", example = "18.50")
            String before,

            @Schema(description = "The same after the change; absent where there is no price", nullable = true)
            @Nullable
            String after,

            Instant at) {}

    record Confirmed(
            @Schema(description = "How many changes were held, and go out now")
            int passed) {}

    @GetMapping
    @Operation(operationId = "listBrakes", summary = "The brakes of a storefront that are on")
    BrakeList list(@PathVariable String id) {
        StorefrontId storefront = names.requireStorefront(id);
        return new BrakeList(brakes.on().stream()
                .filter(each -> each.storefront().equals(storefront))
                .map(each -> new BrakeView(each.aspect().id(), each.since(), each.cause()))
                .toList());
    }

    @GetMapping("/{aspect}")
    @Operation(operationId = "listHeld", summary = "A page of the changes that a brake holds")
    Page<HeldView> held(
            @PathVariable String id,
            @PathVariable @Pattern(regexp = ASPECTS) String aspect,
            @Parameter(description = "`next` of the page before")
                    @RequestParam(required = false)
                    @Pattern(regexp = "\\d{1,18}")
                    @Nullable
                    String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        StorefrontId storefront = names.requireStorefront(id);
        Aspect which = Aspect.of(aspect);
        Currency currency = config.storefronts().stream()
                .filter(each -> each.id().equals(storefront))
                .map(StorefrontConfig::currency)
                .findFirst()
                .orElseThrow();
        List<Held> page = brakes.held(storefront, which, after == null ? 0 : Long.parseLong(after), limit);
        return Page.of(page, limit, each -> view(each, which, currency), each -> String.valueOf(each.id()));
    }

    private static HeldView view(Held held, Aspect aspect, Currency currency) {
        Long after = held.after();
        return new HeldView(
                held.sku(),
                text(held.before(), aspect, currency),
                after == null ? null : text(after, aspect, currency),
                held.at());
    }

    private static String text(long value, Aspect aspect, Currency currency) {
        return aspect == Aspect.PRICE
                ? AmountView.of(new Money(value, currency)).amount()
                : String.valueOf(value);
    }

    @PostMapping("/{aspect}/confirm")
    @Operation(
            operationId = "confirmBrake",
            summary = "Let what a brake holds go out",
            description = "Somebody has looked, and the changes are meant: they are sent, and do not count again."
                    + " If they are not meant, correct them instead: the brake is lifted by itself.")
    Confirmed confirm(
            @PathVariable String id, @PathVariable @Pattern(regexp = ASPECTS) String aspect, Principal principal) {
        StorefrontId storefront = names.requireStorefront(id);
        int passed = brakes.confirm(storefront, Aspect.of(aspect));
        audit.note(principal.getName(), "brake.confirm", "storefront/" + id, aspect + ": " + passed + " changes");
        return new Confirmed(passed);
    }
}
