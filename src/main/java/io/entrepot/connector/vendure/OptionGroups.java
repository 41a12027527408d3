package io.entrepot.connector.vendure;

import static io.entrepot.connector.vendure.VendureJson.need;

import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.ListingTarget.ItemDraft;
import io.entrepot.channel.spi.ListingTarget.SkuDraft;
import io.entrepot.channel.spi.MalformedRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sees to it that a product has the options that new variants need. */
record OptionGroups(AdminApi api, Sitting sitting, ItemDraft draft, DraftOptions options, String language) {

    /** The code under which a product's group is made, so that it is found again when its making had no answer. */
    static String codeOf(String productCode, String optionName) {
        return productCode + " " + optionName;
    }

    /**
     * The ids of each new SKU's options, by SKU code.
     *
     * @param unattached groups of ours that no product may have yet
     */
    Map<String, List<String>> idsFor(List<SkuDraft> skus, Wire.Product product, List<Wire.OptionGroup> unattached)
            throws IOException {
        Map<String, List<String>> ids = new HashMap<>();
        skus.forEach(sku -> ids.put(sku.code(), new ArrayList<>()));
        for (String name : options.names()) {
            List<String> values = options.values(name, skus);
            Wire.OptionGroup attached = find(name, need(product.optionGroups(), "product.optionGroups"));
            Wire.OptionGroup group = attached == null ? find(name, unattached) : attached;
            Map<String, String> idByValue = group == null ? new HashMap<>() : idByValue(group);
            if (group == null) {
                group = create(name, values);
                idByValue.putAll(idByValue(group));
            }
            String groupId = need(group.id(), "optionGroups.id");
            for (String value : values) {
                if (!idByValue.containsKey(value)) {
                    idByValue.put(value, addOption(groupId, value));
                }
            }
            if (attached == null) {
                api.call(Document.ADD_GROUP, new Given.Attachment(need(product.id(), "product.id"), groupId), sitting);
            }
            for (SkuDraft sku : skus) {
                String value = options.of(sku.code()).get(name);
                Objects.requireNonNull(ids.get(sku.code())).add(Objects.requireNonNull(idByValue.get(value)));
            }
        }
        return ids;
    }

    private Wire.@Nullable OptionGroup find(String name, List<Wire.OptionGroup> groups) {
        String code = codeOf(draft.code(), name);
        return groups.stream()
                .filter(group -> code.equals(group.code()) || name.equalsIgnoreCase(group.name()))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> idByValue(Wire.OptionGroup group) throws MalformedRecord {
        Map<String, String> ids = new HashMap<>();
        for (Wire.Option option : need(group.options(), "optionGroups.options")) {
            ids.put(need(option.name(), "optionGroups.options.name"), need(option.id(), "optionGroups.options.id"));
        }
        return ids;
    }

    private Wire.OptionGroup create(String name, List<String> values) throws IOException {
        List<Given.Option> given = values.stream()
                .map(value -> new Given.Option(value, named(value)))
                .toList();
        Given.Group group = new Given.Group(codeOf(draft.code(), name), named(name), given);
        return api.call(Document.CREATE_GROUP, new Given.GroupVariable(group), sitting)
                .as(Wire.OptionGroup.class, "/createProductOptionGroup");
    }

    private String addOption(String groupId, String value) throws IOException {
        Given.OptionOf option = new Given.OptionOf(groupId, value, named(value));
        return need(
                api.call(Document.CREATE_OPTION, new Given.OptionVariable(option), sitting)
                        .as(Wire.Option.class, "/createProductOption")
                        .id(),
                "createProductOption.id");
    }

    private List<Given.Translation> named(String name) {
        return List.of(new Given.Translation(language, name, null, null));
    }
}
