package io.entrepot.api;

import io.entrepot.api.OrdersApi.WholeOrder;
import io.entrepot.engine.Engine;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.audit.AuditLog;
import io.entrepot.store.fulfilment.Cancellations;
import io.entrepot.store.fulfilment.Cancelling;
import io.entrepot.store.fulfilment.FulfilmentFile;
import io.entrepot.store.fulfilment.FulfilmentFile.Report;
import io.entrepot.store.fulfilment.Parcels;
import io.entrepot.store.fulfilment.Shipping;
import io.entrepot.store.fulfilment.Shipping.Units;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Parcels and cancellations of orders. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Shipments", description = "What left the house for an order, and what the seller cancels")
final class FulfilmentApi {

    private static final String CSV = "text/csv";
    private static final String ORDER = "/orders/{storefront}/{order_no}";

    private final Parcels parcels;
    private final Cancellations cancellations;
    private final FulfilmentFile file;
    private final OrdersApi orders;
    private final KnownNames names;
    private final AuditLog audit;

    FulfilmentApi(Engine engine, OrdersApi orders, KnownNames names, AuditLog audit) {
        this.parcels = engine.parcels();
        this.cancellations = engine.cancellations();
        this.file = new FulfilmentFile(parcels, cancellations);
        this.orders = orders;
        this.names = names;
        this.audit = audit;
    }

    record UnitsBody(
            @Schema(description = "The line's number, as the order shows it", nullable = true) @Nullable
            String lineNo,

            @Schema(description = "Or our SKU, where one line alone sold it", nullable = true) @Nullable
            String sku,

            @NotNull @Positive Long quantity) {
        Units units() {
            return new Units(lineNo, sku, quantity);
        }
    }

    record ShipmentBody(
            @Schema(description = "Your own name of the parcel; the same again corrects it", example = "box-1")
            @NotBlank
            @Size(max = 100)
            String parcel,

            @Schema(description = "The carrier's code as the storefront knows it", example = "SF")
            @NotBlank
            @Size(max = 60)
            String carrier,

            @Schema(nullable = true) @Nullable @Size(max = 100)
            String trackingNumber,

            @Schema(description = "When it left; now unless given", nullable = true) @Nullable
            Instant shippedAt,

            @Schema(description = "Everything that is open, unless given", nullable = true) @Nullable
            List<@Valid @NotNull UnitsBody> lines,

            @Schema(description = "Told although the buyer asks for the money back", nullable = true) @Nullable
            Boolean despiteRefundRequest) {}

    record CancellationBody(
            @Schema(description = "Your own name of the cancellation; the same again changes nothing", example = "c-1")
            @NotBlank
            @Size(max = 100)
            String code,

            @Schema(description = "As the buyer may read it") @NotBlank @Size(max = 500)
            String reason,

            @Schema(description = "Everything that was not shipped, unless given", nullable = true) @Nullable
            List<@Valid @NotNull UnitsBody> lines) {}

    @PostMapping(ORDER + "/shipments")
    @Operation(
            operationId = "shipOrder",
            summary = "Say that a parcel left the house, or correct it",
            description =
                    "Its units leave the shelf at once, and the storefront is told. Which units it holds can be corrected"
                            + " until then, carrier and tracking number always.")
    WholeOrder ship(
            @PathVariable String storefront,
            @PathVariable("order_no") String orderNo,
            @RequestBody @Valid ShipmentBody body,
            Principal principal) {
        StorefrontId id = names.requireStorefront(storefront);
        Shipping shipping = new Shipping(
                body.parcel(),
                body.carrier(),
                body.trackingNumber(),
                body.shippedAt(),
                units(body.lines()),
                Boolean.TRUE.equals(body.despiteRefundRequest()));
        parcels.ship(id, orderNo, shipping, principal.getName());
        audit.note(principal.getName(), "order.ship", "order/" + storefront + "/" + orderNo, "parcel " + body.parcel());
        return orders.get(storefront, orderNo);
    }

    @DeleteMapping(ORDER + "/shipments/{parcel}")
    @Operation(operationId = "withdrawShipment", summary = "Take a parcel back that the storefront was not told of yet")
    WholeOrder withdraw(
            @PathVariable String storefront,
            @PathVariable("order_no") String orderNo,
            @PathVariable String parcel,
            Principal principal) {
        parcels.withdraw(names.requireStorefront(storefront), orderNo, parcel);
        audit.note(principal.getName(), "order.withdraw", "order/" + storefront + "/" + orderNo, "parcel " + parcel);
        return orders.get(storefront, orderNo);
    }

    @PostMapping(ORDER + "/cancellations")
    @Operation(
            operationId = "cancelOrder",
            summary = "Cancel an order, or units of it",
            description = "The storefront is told; the units come free when it says that they are cancelled.")
    WholeOrder cancel(
            @PathVariable String storefront,
            @PathVariable("order_no") String orderNo,
            @RequestBody @Valid CancellationBody body,
            Principal principal) {
        StorefrontId id = names.requireStorefront(storefront);
        Cancelling cancelling = new Cancelling(body.code(), body.reason(), units(body.lines()));
        cancellations.cancel(id, orderNo, cancelling, principal.getName());
        audit.note(principal.getName(), "order.cancel", "order/" + storefront + "/" + orderNo, body.reason());
        return orders.get(storefront, orderNo);
    }

    private static List<Units> units(@Nullable List<UnitsBody> lines) {
        return lines == null ? List.of() : lines.stream().map(UnitsBody::units).toList();
    }

    @PostMapping(
            path = "/shipments",
            consumes = {CSV, "text/plain", MediaType.APPLICATION_OCTET_STREAM_VALUE})
    @Operation(
            operationId = "shipByFile",
            summary = "Parcels as a CSV file",
            description =
                    "Columns: storefront, order_no, parcel, carrier; and as needed tracking_number, shipped_at, line_no, sku,"
                            + " quantity. Rows of one parcel belong together. Each refused parcel is reported with its line.")
    Report ship(@RequestBody byte[] content, Principal principal) {
        Report report = file.ship(content, principal.getName());
        audit.note(principal.getName(), "order.ship", "shipments", summary(report));
        return report;
    }

    @PostMapping(
            path = "/cancellations",
            consumes = {CSV, "text/plain", MediaType.APPLICATION_OCTET_STREAM_VALUE})
    @Operation(
            operationId = "cancelByFile",
            summary = "Cancellations as a CSV file",
            description = "Columns: storefront, order_no, code, reason; and as needed line_no, sku, quantity.")
    Report cancel(@RequestBody byte[] content, Principal principal) {
        Report report = file.cancel(content, principal.getName());
        audit.note(principal.getName(), "order.cancel", "cancellations", summary(report));
        return report;
    }

    private static String summary(Report report) {
        return report.taken() + " taken, " + report.refused().size() + " refused";
    }
}
