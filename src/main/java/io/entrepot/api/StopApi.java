package io.entrepot.api;

import io.entrepot.api.problem.ApiError;
import io.entrepot.config.EntrepotConfig;
import io.entrepot.config.StorefrontConfig;
import io.entrepot.engine.Engine;
import io.entrepot.model.Aspect;
import io.entrepot.store.audit.AuditLog;
import io.entrepot.store.storefront.Pauses;
import io.entrepot.store.storefront.Pauses.Stop;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The global stop: nothing is written to any storefront, orders are still read. */
@RestController
@RequestMapping(path = "/api/v1/stop", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Stop", description = "The global stop: nothing is written to any storefront")
final class StopApi {

    private final Engine engine;
    private final EntrepotConfig config;
    private final AuditLog audit;

    StopApi(Engine engine, EntrepotConfig config, AuditLog audit) {
        this.engine = engine;
        this.config = config;
        this.audit = audit;
    }

    record StopView(
            boolean stopped,

            @Schema(description = "The configuration says so: only an edit and a start end it")
            boolean configured,

            @Nullable String reason,
            @Nullable String by,
            @Nullable Instant at) {
        static StopView of(Pauses pauses) {
            return pauses.stop()
                    .map(stop -> new StopView(true, stop.configured(), stop.reason(), stop.by(), stop.at()))
                    .orElse(new StopView(false, false, null, null, null));
        }
    }

    record StopRequest(
            @Schema(description = "Why; shown wherever a lane is held", example = "wrong prices in the ERP")
            @NotBlank
            @Size(max = 500)
            String reason) {}

    @GetMapping
    @Operation(operationId = "getStop", summary = "Whether everything is stopped, by whom and why")
    StopView get() {
        return StopView.of(engine.pauses());
    }

    @PutMapping
    @Operation(
            operationId = "stopAll",
            summary = "Stop every write to every storefront",
            description =
                    "Within a second on all nodes, over restarts too; calls that are under way end. Orders are still"
                            + " read. What is owed meanwhile is kept, and sent in its newest state afterwards.")
    StopView stop(@RequestBody @Valid StopRequest body, Principal principal) {
        engine.pauses().stopAll(body.reason(), principal.getName());
        audit.note(principal.getName(), "stop", "storefronts", body.reason());
        return get();
    }

    @DeleteMapping
    @Operation(operationId = "endStop", summary = "End the stop")
    @ApiResponse(responseCode = "409", description = "The configuration stops everything")
    StopView end(Principal principal) {
        engine.pauses().endStop();
        audit.note(principal.getName(), "stop.end", "storefronts", null);
        if (engine.pauses().stop().filter(Stop::configured).isPresent()) {
            throw ApiError.STOP_IS_CONFIGURED.refusal(null, "'stop: true' stands in config/entrepot.yaml");
        }
        for (StorefrontConfig each : config.storefronts()) {
            for (Aspect aspect : Aspect.values()) {
                engine.lanes().raise(each.id(), aspect);
            }
        }
        return get();
    }
}
