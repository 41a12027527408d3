package io.entrepot.api;

import io.entrepot.ops.Overview;
import io.entrepot.ops.Overviews;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far everything is in step. */
@RestController
@RequestMapping(path = "/api/v1/sync", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Sync", description = "How far everything is in step")
final class SyncStatusApi {

    private final Overviews overviews;

    SyncStatusApi(Overviews overviews) {
        this.overviews = overviews;
    }

    @GetMapping("/status")
    @Operation(
            operationId = "getSyncStatus",
            summary = "Backlog, lag and quota per storefront and aspect; inbox, changes, attention",
            description = "Costs what is owed, not what is listed; looked up at most once a second.")
    Overview status() {
        return overviews.now();
    }
}
