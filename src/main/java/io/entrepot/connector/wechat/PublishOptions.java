package io.entrepot.connector.wechat;

import io.entrepot.channel.spi.ListingTarget.ItemDraft;
import io.entrepot.channel.spi.Options;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a product on WeChat needs that the store does not know.
 *
 * @param categories of the shop's category tree, the root first
 * @param template the freight template
 * @param afterSaleAddress where returns go; empty for the shop's own choice
 * @param images pictures that were uploaded to WeChat
 * @param sevenDays whether goods may be sent back within seven days without a reason
 */
record PublishOptions(
        List<String> categories, String template, String afterSaleAddress, List<String> images, boolean sevenDays) {

    /** Other addresses of pictures are refused. */
    private static final String UPLOADED = "https://mmecimage.cn/p/";

    private static final int FEWEST_IMAGES = 3;
    private static final int MOST_IMAGES = 9;

    static PublishOptions of(Map<String, String> options) {
        return new PublishOptions(
                list(options, "category-ids"),
                options.getOrDefault("freight-template", "").trim(),
                options.getOrDefault("after-sale-address", "").trim(),
                list(options, "head-images"),
                new Options(options).flag("seven-day-return", true));
    }

    private static List<String> list(Map<String, String> options, String name) {
        return Stream.of(options.getOrDefault(name, "").split(","))
                .map(String::trim)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** The option without which this cannot be published, with what is wrong. */
    Optional<String> lacks(ItemDraft item) {
        if (categories.isEmpty() || !categories.stream().allMatch(PublishOptions::isNumber)) {
            return Optional.of("option 'category-ids' must name the categories of new products, the root first");
        }
        if (!isNumber(template)) {
            return Optional.of("option 'freight-template' must be the number of a freight template");
        }
        if (!afterSaleAddress.isEmpty() && !isNumber(afterSaleAddress)) {
            return Optional.of("option 'after-sale-address' must be the number of an address");
        }
        return imagesOf(item).size() < FEWEST_IMAGES
                ? Optional.of("option 'head-images' must name pictures on " + UPLOADED + ": a product needs "
                        + FEWEST_IMAGES + ", and this one has " + imagesOf(item).size())
                : Optional.empty();
    }

    /** The item's own picture first, where WeChat has it. */
    List<String> imagesOf(ItemDraft item) {
        Set<String> all = new LinkedHashSet<>();
        pictureOf(item).ifPresent(all::add);
        all.addAll(images);
        return all.stream().limit(MOST_IMAGES).toList();
    }

    private static Optional<String> pictureOf(ItemDraft item) {
        return Optional.ofNullable(item.imageUrl()).filter(url -> url.startsWith(UPLOADED));
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,18}");
    }
}
