package io.entrepot.api;

import io.entrepot.config.EntrepotConfig;
import io.entrepot.config.StorefrontConfig;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.audit.AuditLog;
import io.entrepot.store.storefront.Pauses;
import io.entrepot.store.storefront.Pauses.Pause;
import io.entrepot.store.view.Feed;
import io.entrepot.store.view.Feeds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The declared storefronts, to be looked at, paused and resumed. */
@RestController
@RequestMapping(path = "/api/v1/storefronts", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Storefronts", description = "The seller accounts that config/entrepot.yaml declares")
final class StorefrontsApi {

    private static final String FLOWS = "content|price|stock|shipments|orders|all";
    private static final List<String> ALL = List.of("content", "price", "stock", "shipments", Pauses.ORDERS);

    private final EntrepotConfig config;
    private final Pauses pauses;
    private final Feeds feeds;
    private final KnownNames names;
    private final AuditLog audit;
    private final Clock clock;

    StorefrontsApi(EntrepotConfig config, Pauses pauses, Feeds feeds, KnownNames names, AuditLog audit, Clock clock) {
        this.config = config;
        this.pauses = pauses;
        this.feeds = feeds;
        this.names = names;
        this.audit = audit;
        this.clock = clock;
    }

    record StorefrontView(
            @Schema(example = "mall-delta") String id,
            String channel,

            @Schema(description = "A simulator stands in for it")
            boolean simulated,

            @Nullable String baseUrl,
            String currency,
            String priceList,
            List<String> locations,
            SwitchesView sync,
            @Schema(description = "What is paused") List<PauseView> pauses,

            @Schema(description = "How far its feeds have been read")
            List<Feed> feeds) {}

    record SwitchesView(
            @Schema(allowableValues = {"push", "observe", "off"})
            String content,

            String price,
            String stock,
            boolean orders) {}

    record PauseView(String what, String reason, String by, Instant at) {}

    record StorefrontList(
            @Schema(description = "A global stop is in force: nothing is written anywhere")
            boolean stopped,

            List<StorefrontView> storefronts) {}

    record PauseRequest(
            @Schema(
                    allowableValues = {"content", "price", "stock", "shipments", "orders", "all"},
                    example = "stock")
            @NotNull
            @Pattern(regexp = FLOWS)
            String what,

            @Schema(description = "Why; shown wherever the pause is", example = "stocktaking")
            @NotBlank
            @Size(max = 500)
            String reason) {}

    record ResumeRequest(
            @Schema(
                    allowableValues = {"content", "price", "stock", "shipments", "orders", "all"},
                    example = "stock")
            @NotNull
            @Pattern(regexp = FLOWS)
            String what) {}

    @GetMapping
    @Operation(operationId = "listStorefronts", summary = "All declared storefronts")
    StorefrontList list() {
        return new StorefrontList(pauses.stopped(), views(config.storefronts()));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getStorefront", summary = "One storefront")
    StorefrontView get(@PathVariable String id) {
        return view(names.requireStorefront(id));
    }

    @PostMapping("/{id}/pause")
    @Operation(
            operationId = "pauseStorefront",
            summary = "Hold one flow of a storefront, or all",
            description = "What is owed meanwhile is kept, and sent in its newest state after the pause.")
    StorefrontView pause(@PathVariable String id, @RequestBody @Valid PauseRequest body, Principal principal) {
        StorefrontId storefront = names.requireStorefront(id);
        flows(body.what()).forEach(flow -> pauses.pause(storefront, flow, body.reason(), principal.getName()));
        audit.note(principal.getName(), "storefront.pause", "storefront/" + id, body.what() + ": " + body.reason());
        return view(storefront);
    }

    @PostMapping("/{id}/resume")
    @Operation(operationId = "resumeStorefront", summary = "End a pause")
    StorefrontView resume(@PathVariable String id, @RequestBody @Valid ResumeRequest body, Principal principal) {
        StorefrontId storefront = names.requireStorefront(id);
        flows(body.what()).forEach(flow -> pauses.resume(storefront, flow));
        audit.note(principal.getName(), "storefront.resume", "storefront/" + id, body.what());
        return view(storefront);
    }

    private static List<String> flows(String what) {
        return what.equals("all") ? ALL : List.of(what);
    }

    private StorefrontView view(StorefrontId id) {
        return views(config.storefronts().stream()
                        .filter(each -> each.id().equals(id))
                        .toList())
                .get(0);
    }

    private List<StorefrontView> views(List<StorefrontConfig> wanted) {
        List<Pause> paused = pauses.all();
        List<Feed> all = feeds.all(clock.instant());
        return wanted.stream().map(each -> view(each, paused, all)).toList();
    }

    private static String name(StorefrontConfig.Outbound outbound) {
        return outbound.name().toLowerCase(Locale.ROOT);
    }

    private static StorefrontView view(StorefrontConfig each, List<Pause> paused, List<Feed> feeds) {
        return new StorefrontView(
                each.id().value(),
                each.channel(),
                each.simulated() != null,
                each.baseUrl() == null ? null : each.baseUrl().toString(),
                each.currency().getCurrencyCode(),
                each.priceList(),
                each.locations(),
                new SwitchesView(
                        name(each.sync().content()),
                        name(each.sync().price()),
                        name(each.sync().stock()),
                        each.sync().orders()),
                paused.stream()
                        .filter(pause -> pause.storefront().equals(each.id()))
                        .map(pause -> new PauseView(pause.what(), pause.reason(), pause.by(), pause.at()))
                        .toList(),
                feeds.stream()
                        .filter(feed -> feed.storefront().equals(each.id().value()))
                        .toList());
    }
}
