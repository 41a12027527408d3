package io.entrepot.api;

import io.entrepot.config.EntrepotConfig;
import io.entrepot.config.StorefrontConfig;
import io.entrepot.config.StorefrontConfig.Outbound;
import io.entrepot.engine.Engine;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.adoption.Differences.Difference;
import io.entrepot.store.adoption.Differences.Part;
import io.entrepot.store.adoption.Differences.Question;
import io.entrepot.store.adoption.MappingFile;
import io.entrepot.store.adoption.ShelfReading.Progress;
import io.entrepot.store.adoption.ShelfReading.Unmatched;
import io.entrepot.store.audit.AuditLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Taking over what a storefront lists already. */
@RestController
@RequestMapping(path = "/api/v1/storefronts/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Adoption", description = "Taking over a shop that sells already: observe first, then release")
final class AdoptionApi {

    private static final String CSV = "text/csv";
    private static final String COMPARED = "content|price|stock|all";
    private static final String ASPECTS = "content|price|stock|shipments|all";

    private final Engine engine;
    private final EntrepotConfig config;
    private final KnownNames names;
    private final AuditLog audit;

    AdoptionApi(Engine engine, EntrepotConfig config, KnownNames names, AuditLog audit) {
        this.engine = engine;
        this.config = config;
        this.names = names;
        this.audit = audit;
    }

    record AdoptionView(String storefront, Progress listings, List<AspectView> aspects) {}

    record AspectView(
            String aspect,

            @Schema(
                    description = "What the configuration says",
                    allowableValues = {"push", "observe", "off"})
            String configured,

            @Schema(description = "Whether it is written: pushed, or observed and released")
            boolean written) {}

    record UnmatchedPage(List<Unmatched> listings, @Nullable Long next) {}

    record DifferencesView(
            List<Difference> differences,
            boolean more,

            @Schema(description = "Give this as `after` to get the next part; absent on the last", nullable = true)
            @Nullable
            String next) {}

    record AspectRequest(
            @Schema(
                    allowableValues = {"content", "price", "stock", "shipments", "all"},
                    example = "stock")
            @NotNull
            @Pattern(regexp = ASPECTS)
            String aspect) {}

    @GetMapping("/adoption")
    @Operation(operationId = "getAdoption", summary = "How far the adoption of a storefront has come")
    AdoptionView adoption(@PathVariable String id) {
        return view(names.requireStorefront(id));
    }

    @GetMapping("/unmatched")
    @Operation(
            operationId = "listUnmatched",
            summary = "What the storefront lists and is no SKU of ours",
            description = "Each with the SKU whose title is most like it, if any is. Map them with the mapping file.")
    UnmatchedPage unmatched(
            @PathVariable String id,
            @RequestParam(defaultValue = "0") @Min(0) long after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        List<Unmatched> page = engine.adoption().unmatched(names.requireStorefront(id), after, limit);
        return new UnmatchedPage(
                page, page.size() < limit ? null : page.get(page.size() - 1).id());
    }

    @GetMapping("/differences")
    @Operation(
            operationId = "listDifferences",
            summary = "Dry run: what would change on the storefront if everything were written to it",
            description =
                    "By what the newest scan saw there and what was heard and written since. `write` is what would be"
                            + " sent if the lane took it now. Nothing is sent. A part ends with a SKU, so that it may be a little"
                            + " longer than `limit`.")
    DifferencesView differences(
            @PathVariable String id,
            @Parameter(description = "Only this aspect") @RequestParam(defaultValue = "all") @Pattern(regexp = COMPARED)
                    String aspect,
            @Parameter(description = "Also what waits to be written although it is not known to differ")
                    @RequestParam(defaultValue = "false")
                    boolean owed,
            @Parameter(description = "`next` of the part before") @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "1000") @Min(1) @Max(10_000) int limit) {
        Set<Aspect> aspects = aspect.equals("all") ? Question.ALL.aspects() : Set.of(Aspect.of(aspect));
        Part part =
                engine.adoption().differences(names.requireStorefront(id), new Question(aspects, owed, after), limit);
        return new DifferencesView(part.differences(), part.next() != null, part.next());
    }

    @GetMapping(path = "/mapping", produces = CSV)
    @Operation(operationId = "getMapping", summary = "Which listing is which SKU, as a CSV file")
    ResponseEntity<byte[]> mapping(@PathVariable String id) {
        StorefrontId storefront = names.requireStorefront(id);
        return ResponseEntity.ok()
                .header("Content-Disposition", "attachment; filename=\"mapping-" + storefront + ".csv\"")
                .contentType(MediaType.parseMediaType(CSV + ";charset=UTF-8"))
                .body(engine.adoption().file().write(storefront).getBytes(StandardCharsets.UTF_8));
    }

    @PutMapping(
            path = "/mapping",
            consumes = {CSV, "text/plain", MediaType.APPLICATION_OCTET_STREAM_VALUE})
    @Operation(
            operationId = "setMapping",
            summary = "Correct which listing is which SKU, by the CSV file",
            description =
                    "A row with a SKU maps its listing to it; a row without one unmaps it. Rows that are not in the file"
                            + " stay as they are. Each refused row is reported with its line.")
    MappingFile.Report setMapping(@PathVariable String id, @RequestBody byte[] file, Principal principal) {
        StorefrontId storefront = names.requireStorefront(id);
        MappingFile.Report report = engine.adoption().file().read(storefront, file);
        audit.note(
                principal.getName(),
                "storefront.map",
                "storefront/" + id,
                report.mapped() + " mapped, " + report.unmapped() + " unmapped, "
                        + report.refused().size() + " refused");
        return report;
    }

    @PostMapping("/release")
    @Operation(
            operationId = "releaseStorefront",
            summary = "Let an observed aspect go out",
            description = "From now on what differs is written. The configuration's 'observe' holds until then.")
    AdoptionView release(@PathVariable String id, @RequestBody @Valid AspectRequest body, Principal principal) {
        StorefrontId storefront = names.requireStorefront(id);
        aspects(body).forEach(aspect -> {
            engine.pauses().release(storefront, aspect, principal.getName());
            engine.lanes().raise(storefront, aspect);
        });
        audit.note(principal.getName(), "storefront.release", "storefront/" + id, body.aspect());
        return view(storefront);
    }

    @PostMapping("/observe")
    @Operation(operationId = "observeStorefront", summary = "Take a release back: only compare again")
    AdoptionView observe(@PathVariable String id, @RequestBody @Valid AspectRequest body, Principal principal) {
        StorefrontId storefront = names.requireStorefront(id);
        aspects(body).forEach(aspect -> engine.pauses().observe(storefront, aspect));
        audit.note(principal.getName(), "storefront.observe", "storefront/" + id, body.aspect());
        return view(storefront);
    }

    private static List<Aspect> aspects(AspectRequest body) {
        return body.aspect().equals("all") ? List.of(Aspect.values()) : List.of(Aspect.of(body.aspect()));
    }

    private AdoptionView view(StorefrontId id) {
        StorefrontConfig declared = config.storefronts().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        List<AspectView> aspects = new ArrayList<>();
        for (Aspect aspect : Aspect.values()) {
            Outbound configured = declared.sync().of(aspect);
            boolean written = configured != Outbound.OFF && !engine.pauses().isObserved(id, aspect);
            aspects.add(new AspectView(aspect.id(), configured.name().toLowerCase(Locale.ROOT), written));
        }
        return new AdoptionView(id.value(), engine.adoption().progress(id), aspects);
    }
}
