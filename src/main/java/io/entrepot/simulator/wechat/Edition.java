package io.entrepot.simulator.wechat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.shop.Item;
import io.entrepot.simulator.shop.Sku;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** What the shop keeps of a product beside what shoppers see: the draft, and how far it has come. Guarded by the shop's lock. */
final class Edition {

    static final int DRAFT = 1;
    static final int IN_REVIEW = 2;
    static final int REJECTED = 3;
    static final int PASSED = 4;

    final Item item;

    /** SKUs that no review has passed yet. */
    final Set<Sku> pending = new HashSet<>();

    ObjectNode draft = JsonNodeFactory.instance.objectNode();

    /** The draft that passed last. */
    ObjectNode passed = JsonNodeFactory.instance.objectNode();

    int status = DRAFT;
    Instant handedIn = Instant.EPOCH;
    String reason = "";
    boolean wasOnSale;
    boolean offSale;

    private Edition(Item item) {
        this.item = item;
    }

    static Edition fresh(Item item) {
        return new Edition(item);
    }

    /** Of a product that a clerk has listed. */
    static Edition ofClerk(Item item) {
        Edition edition = new Edition(item);
        edition.status = PASSED;
        edition.wasOnSale = true;
        ObjectNode passed = edition.passed;
        for (int i = 1; i <= 3; i++) {
            passed.withArray("head_imgs").add("https://mmecimage.cn/p/wx0123456789abcdef/clerk-" + i);
        }
        passed.putArray("cats_v2").addObject().put("cat_id", "6091");
        passed.putObject("express_info").put("template_id", "47428464001");
        passed.putObject("extra_service").put("seven_day_return", 1).put("freight_insurance", 0);
        return edition;
    }
}
