package io.entrepot.config;

import io.entrepot.config.EntrepotConfig.LocationConfig;
import java.nio.file.Path;
import java.util.List;

/** Makes the configuration's values from a file in which nothing is wrong. */
final class ConfigValues {

    private final References references;

    ConfigValues(References references) {
        this.references = references;
    }

    EntrepotConfig config(Spot top) {
        List<LocationConfig> locations = locations(top);
        List<String> codes = locations.stream().map(LocationConfig::code).toList();
        NotifierValues notifiers = new NotifierValues(references);
        StorefrontValues storefronts = new StorefrontValues(references, codes);
        return new EntrepotConfig(
                top.at("stop").map(stop -> stop.node().booleanValue()).orElse(false),
                locations,
                top.items("storefronts").stream().map(storefronts::storefront).toList(),
                top.items("notifiers").stream().map(notifiers::notifier).toList(),
                top.items("first-import").stream()
                        .map(file -> Path.of(file.text()))
                        .toList());
    }

    private static List<LocationConfig> locations(Spot top) {
        return top.declares("locations")
                ? top.items("locations").stream().map(ConfigValues::location).toList()
                : List.of(new LocationConfig(Names.DEFAULT_LOCATION, Names.DEFAULT_LOCATION, false));
    }

    private static LocationConfig location(Spot location) {
        String code = location.child("code").text();
        String name = location.at("name").map(Spot::text).orElse(code);
        String owner = location.at("owner").map(Spot::text).orElse("entrepot");
        return new LocationConfig(code, name, owner.equals("external"));
    }
}
