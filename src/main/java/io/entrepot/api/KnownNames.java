package io.entrepot.api;

import io.entrepot.api.StockApi.OneSet;
import io.entrepot.api.problem.ApiError;
import io.entrepot.api.problem.FieldProblem;
import io.entrepot.api.problem.SeveralRefused;
import io.entrepot.config.EntrepotConfig;
import io.entrepot.config.EntrepotConfig.LocationConfig;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.catalog.Catalog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Refuses names that stand for nothing, before anything is written. */
@Component
final class KnownNames {

    private static final int MOST_NAMED = 100;
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final Catalog catalog;
    private final EntrepotConfig config;
    private final Clock clock;

    KnownNames(Catalog catalog, EntrepotConfig config, Clock clock) {
        this.catalog = catalog;
        this.config = config;
        this.clock = clock;
    }

    void requireSkus(String field, List<String> skus) {
        Set<String> known = catalog.skuIds(skus).keySet();
        skus.stream().filter(sku -> !known.contains(sku)).findFirst().ifPresent(sku -> {
            throw ApiError.UNKNOWN_SKU.refusal(field, "there is no SKU '" + sku + "'");
        });
    }

    void requireCounted(String field, @Nullable Instant asOf) {
        if (asOf != null && isAhead(asOf)) {
            throw ApiError.INVALID.refusal(field, "'" + field + "' is " + asOf + ", which is yet to come");
        }
    }

    StorefrontId requireStorefront(String id) {
        return config.storefronts().stream()
                .filter(each -> each.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> ApiError.NOT_FOUND.refusal("id", "there is no storefront '" + id + "'"))
                .id();
    }

    /** Names everything that is wrong with a list at once, up to a hundred places. */
    void requireAll(List<OneSet> sets) {
        Set<String> skus =
                catalog.skuIds(sets.stream().map(OneSet::sku).toList()).keySet();
        Set<String> locations =
                config.locations().stream().map(LocationConfig::code).collect(Collectors.toSet());
        Set<String> places = new HashSet<>();
        List<FieldProblem> errors = new ArrayList<>();
        for (int i = 0; i < sets.size() && errors.size() < MOST_NAMED; i++) {
            OneSet each = sets.get(i);
            String at = "sets[" + i + "].";
            if (!skus.contains(each.sku())) {
                errors.add(ApiError.UNKNOWN_SKU.at(at + "sku", "there is no SKU '" + each.sku() + "'"));
            }
            if (!locations.contains(each.location())) {
                errors.add(ApiError.UNKNOWN_LOCATION.at(
                        at + "location", "there is no location '" + each.location() + "'"));
            }
            if (!places.add(each.sku() + "\n" + each.location())) {
                errors.add(ApiError.INVALID.at(at + "sku", "SKU '" + each.sku() + "' stands there twice"));
            }
            if (each.asOf() != null && isAhead(each.asOf())) {
                errors.add(ApiError.INVALID.at(at + "as_of", each.asOf() + " is yet to come"));
            }
        }
        if (!errors.isEmpty()) {
            throw new SeveralRefused(errors);
        }
    }

    private boolean isAhead(Instant asOf) {
        return asOf.isAfter(clock.instant().plus(CLOCKS_DIFFER));
    }
}
