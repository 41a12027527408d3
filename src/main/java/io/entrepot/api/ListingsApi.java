package io.entrepot.api;

import io.entrepot.api.problem.ApiError;
import io.entrepot.model.Aspect;
import io.entrepot.store.view.AttemptReading;
import io.entrepot.store.view.ListingFilter;
import io.entrepot.store.view.ListingReading;
import io.entrepot.store.view.ListingState;
import io.entrepot.store.view.SentAttempt;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** SKUs on storefronts, and the proof of what was sent. */
@RestController
@RequestMapping(path = "/api/v1/listings", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Listings", description = "SKUs on storefronts: how far each aspect is in step, and what was sent")
final class ListingsApi {

    private final ListingReading listings;
    private final AttemptReading attempts;

    ListingsApi(ListingReading listings, AttemptReading attempts) {
        this.listings = listings;
        this.attempts = attempts;
    }

    record Attempts(List<SentAttempt> attempts) {}

    @GetMapping
    @Operation(operationId = "listListings", summary = "A page of listings with the state of each aspect")
    Page<ListingState> list(
            @RequestParam(required = false) @Nullable String storefront,
            @RequestParam(required = false) @Nullable String sku,
            @Parameter(example = "live")
                    @RequestParam(required = false)
                    @Pattern(regexp = "draft|in_review|live|rejected|ended")
                    @Nullable
                    String state,
            @Parameter(description = "`next` of the page before") @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        var page = listings.page(new ListingFilter(storefront, sku, state), after, limit);
        return Page.of(page, limit, each -> each, each -> Long.toString(each.id()));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getListing", summary = "One listing with the state of each aspect")
    ListingState get(@PathVariable long id) {
        return listings.find(id).orElseThrow(() -> ApiError.NOT_FOUND.refusal("id", "there is no listing " + id));
    }

    @GetMapping("/{id}/attempts")
    @Operation(
            operationId = "listAttempts",
            summary = "What was sent for one listing, newest first",
            description = "Each is written down before it is sent. One without an outcome is under way.")
    Attempts attempts(
            @PathVariable long id,
            @Parameter(example = "stock")
                    @RequestParam(required = false)
                    @Pattern(regexp = "content|price|stock")
                    @Nullable
                    String aspect,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        get(id);
        return new Attempts(attempts.ofListing(id, aspect == null ? null : Aspect.of(aspect), limit));
    }
}
