package io.entrepot.simulator.vendure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One product of the shop. Guarded by the shop's lock. */
final class Product {

    final String id;
    final List<OptionGroup> groups = new ArrayList<>();
    final List<Variant> variants = new ArrayList<>();
    String name = "";
    String slug = "";
    String description = "";
    boolean enabled;

    Product(String id) {
        this.id = id;
    }

    View view() {
        List<Variant.View> shown = variants.stream()
                .filter(variant -> !variant.deleted)
                .map(Variant::view)
                .toList();
        return new View(
                id,
                name,
                slug,
                description,
                enabled,
                groups.stream().map(OptionGroup::view).toList(),
                shown);
    }

    /** As the API shows it. */
    record View(
            String id,
            String name,
            String slug,
            String description,
            boolean enabled,
            List<OptionGroup.View> optionGroups,
            List<Variant.View> variants) {}

    /** Options that tell variants apart. */
    static final class OptionGroup {
        final String id;
        final String code;
        final String name;
        final List<Option> options = new ArrayList<>();

        OptionGroup(String id, String code, String name) {
            this.id = id;
            this.code = code;
            this.name = name;
        }

        View view() {
            return new View(id, code, name, List.copyOf(options));
        }

        /** As the API shows it. */
        record View(String id, String code, String name, List<Option> options) {}
    }

    /** One value of a group, which is shown only when asked for. */
    record Option(String id, String code, String name, String groupId, OptionGroup of) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Option option && option.id.equals(id);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }
    }
}
