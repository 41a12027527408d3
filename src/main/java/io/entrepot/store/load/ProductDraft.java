package io.entrepot.store.load;

import java.util.ArrayList;
import java.util.List;

/** A product as the rows read so far describe it. */
final class ProductDraft {

    private final String code;
    private final List<SkuRow> rows = new ArrayList<>();
    private ProductText text = ProductText.NOTHING;

    ProductDraft(String code) {
        this.code = code;
    }

    /**
     * @throws RowRefused when earlier rows say something else of the product itself
     */
    void describe(ProductText more) {
        text.requireAgrees(more);
        text = text.orElse(more);
    }

    void add(SkuRow row) {
        rows.add(row);
    }

    String code() {
        return code;
    }

    ProductText text() {
        return text;
    }

    List<SkuRow> rows() {
        return rows;
    }
}
