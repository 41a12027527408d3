package io.entrepot.api;

import io.entrepot.api.problem.ApiError;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.audit.AuditLog;
import io.entrepot.store.order.FeedWindows;
import io.entrepot.store.order.FeedWindows.CountedWindow;
import io.entrepot.sync.FeedId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.security.Principal;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** In which windows a storefront's orders were read, and what was counted. */
@RestController
@RequestMapping(path = "/api/v1/storefronts/{id}/feed-windows", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Storefronts", description = "The seller accounts that config/entrepot.yaml declares")
final class FeedWindowsApi {

    private final FeedWindows windows;
    private final KnownNames names;
    private final AuditLog audit;

    FeedWindowsApi(FeedWindows windows, KnownNames names, AuditLog audit) {
        this.windows = windows;
        this.names = names;
        this.audit = audit;
    }

    record Windows(List<CountedWindow> windows) {}

    @GetMapping
    @Operation(
            operationId = "listFeedWindows",
            summary =
                    "The windows in which orders were read, with the storefront's count and ours; those not complete first",
            description = "Short windows are added up by the hour in which they ended; windows overlap.")
    Windows list(@PathVariable String id, @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        return new Windows(windows.of(FeedId.orders(names.requireStorefront(id)), limit));
    }

    @PostMapping("/{window}/accept")
    @Operation(
            operationId = "acceptFeedWindow",
            summary = "Let a window be complete that is held or lost",
            description =
                    "For when the orders missing in it are known to be home, or do not matter. Until then stock is not raised there.")
    @ApiResponse(responseCode = "404", description = "There is no such window that is not complete")
    CountedWindow accept(@PathVariable String id, @PathVariable long window, Principal principal) {
        StorefrontId storefront = names.requireStorefront(id);
        CountedWindow accepted = windows.accept(FeedId.orders(storefront), window)
                .orElseThrow(() -> ApiError.NOT_FOUND.refusal(
                        "window", "storefront '" + id + "' has no window " + window + " that is held or lost"));
        audit.note(principal.getName(), "feed.accept", "storefront/" + id, accepted.from() + " to " + accepted.to());
        return accepted;
    }
}
