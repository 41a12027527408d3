package io.entrepot.api;

import io.entrepot.store.view.DriftReading;
import io.entrepot.store.view.DriftReading.FoundDrift;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What somebody changed on storefronts themselves. */
@RestController
@RequestMapping(path = "/api/v1/drift", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Sync", description = "How far everything is in step")
final class DriftApi {

    private final DriftReading reading;

    DriftApi(DriftReading reading) {
        this.reading = reading;
    }

    record Drifts(
            List<FoundDrift> drifts,

            @Nullable @Schema(description = "Give it as before for the next page; null on the last")
            Long next) {}

    @GetMapping
    @Operation(
            operationId = "listDrift",
            summary = "Changes of stock, prices and titles that were made on storefronts themselves, newest first",
            description =
                    "action: repair, our value is sent again; repaired, it is shown again; adopt, theirs was taken over; leave, it"
                            + " stays there; stuck, ours was sent again and taken, and theirs is shown all the same.")
    Drifts list(
            @RequestParam(required = false) @Nullable String storefront,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "100") @Min(1) @Max(200) int limit) {
        List<FoundDrift> page = reading.newest(storefront, before, limit);
        return new Drifts(
                page, page.size() < limit ? null : page.get(page.size() - 1).id());
    }
}
