package io.entrepot.api;

import io.entrepot.engine.Engine;
import io.entrepot.store.oversold.Oversold;
import io.entrepot.store.oversold.Oversold.Claimant;
import io.entrepot.store.oversold.Oversold.Place;
import io.entrepot.store.oversold.OversoldReading;
import io.entrepot.store.oversold.OversoldReading.Position;
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

/** What is oversold, and who competes for it. */
@RestController
@RequestMapping(path = "/api/v1/oversold", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Oversold", description = "SKUs of which more is promised than there is, and the orders that compete")
final class OversoldApi {

    private final OversoldReading oversold;

    OversoldApi(Engine engine) {
        this.oversold = engine.oversold();
    }

    record OversoldView(String sku, Instant since, List<PlaceView> places) {
        static OversoldView of(Oversold sku) {
            return new OversoldView(
                    sku.sku(),
                    sku.since(),
                    sku.places().stream().map(PlaceView::of).toList());
        }
    }

    record PlaceView(
            @Schema(description = "Locations from which some storefront sells as if they were one shelf")
            List<String> locations,

            long onHand,
            long committed,

            @Schema(description = "Units promised that are not there")
            long shortBy,

            @Schema(description = "Open orders, whoever was first foremost")
            List<ClaimantView> orders) {
        static PlaceView of(Place place) {
            return new PlaceView(
                    place.locations(),
                    place.onHand(),
                    place.committed(),
                    place.shortBy(),
                    place.orders().stream().map(ClaimantView::of).toList());
        }
    }

    record ClaimantView(
            String storefront,
            String orderNo,

            @Schema(description = "Units promised and not shipped")
            long units,

            @Schema(description = "How many of them are there, first come, first served")
            long covered,

            @Schema(description = "On our clock, as far as the storefront's clock is known")
            Instant placedAt,

            @Schema(description = "Whether it can still be cancelled without penalty")
            boolean cancellable,

            @Schema(
                    description = "Why, or why not",
                    allowableValues = {
                        "unpaid",
                        "refund_requested",
                        "storefront_takes_it",
                        "storefront_takes_none",
                        "under_way",
                        "parcel"
                    })
            String why) {
        static ClaimantView of(Claimant order) {
            return new ClaimantView(
                    order.storefront(),
                    order.orderNo(),
                    order.units(),
                    order.covered(),
                    order.placedAt(),
                    order.cancel().free(),
                    order.cancel().id());
        }
    }

    @GetMapping
    @Operation(
            operationId = "listOversold",
            summary = "A page of oversold SKUs, those oversold longest first",
            description = "Each with the open orders that compete for it, in the order in which they were placed.")
    Page<OversoldView> list(
            @Parameter(description = "Only this SKU") @RequestParam(required = false) @Nullable String sku,
            @Parameter(description = "`next` of the page before")
                    @RequestParam(required = false)
                    @Pattern(regexp = "\\d{1,15}-\\d{1,18}")
                    @Nullable
                    String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        if (sku != null) {
            return new Page<>(oversold.find(sku).map(OversoldView::of).toList(), null);
        }
        List<Oversold> page = oversold.page(position(after), limit);
        return Page.of(page, limit, OversoldView::of, each -> each.since().toEpochMilli() + "-" + each.id());
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
