package io.entrepot.simulator.wechat;

import io.entrepot.simulator.shop.Sent;
import java.util.HashSet;
import java.util.List;

/** What the shop demands of a product that is sent to it. */
final class ProductRules {

    private static final int LONGEST_TITLE = 60;
    private static final int FEWEST_IMAGES = 3;
    private static final int MOST_IMAGES = 9;
    private static final int MOST_SKUS = 500;

    private ProductRules() {}

    static void check(Sent given) {
        String title = given.text("title");
        refuse(title.isBlank(), 10020020, "title is empty");
        refuse(title.length() > LONGEST_TITLE, 10020021, "title too long");
        List<String> images = given.texts("head_imgs");
        refuse(images.size() < FEWEST_IMAGES, 10020106, "at least 3 head_imgs");
        boolean doubled = new HashSet<>(images).size() < images.size();
        refuse(images.size() > MOST_IMAGES || doubled, 40097, "invalid args: head_imgs");
        refuse(
                images.stream().anyMatch(image -> !image.startsWith("https://mmecimage.cn/p/")),
                10020035,
                "image url should be uploaded first");
        int categories = given.has("cats_v2") ? given.list("cats_v2").size() : 0;
        refuse(categories == 0 && given.list("cats").size() != 3, 10020011, "商品的类目长度不对");
        if (given.wholeOr("deliver_method", 0) == 0) {
            refuse(
                    !given.has("express_info") || !given.object("express_info").has("template_id"),
                    10020019,
                    "invalid template_id");
        }
        given.object("extra_service").whole("seven_day_return");
        given.object("extra_service").whole("freight_insurance");
        checkSkus(given.list("skus"));
    }

    private static void checkSkus(List<Sent> skus) {
        refuse(skus.isEmpty() || skus.size() > MOST_SKUS, 10020013, "1 to 500 skus");
        for (Sent sku : skus) {
            refuse(sku.whole("sale_price") <= 0, 10020039, "sale_price is 0");
            refuse(sku.whole("stock_num") < 0, 40097, "invalid args: stock_num");
            refuse(sku.list("sku_attrs").isEmpty() && !sku.has("sku_id"), 10020012, "invalid sku_attrs");
        }
    }

    private static void refuse(boolean wrong, int code, String message) {
        if (wrong) {
            throw new WechatError(code, message);
        }
    }
}
