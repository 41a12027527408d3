package io.entrepot.store.load;

import org.jspecify.annotations.Nullable;

/** What rows say of a product itself; null where they say nothing. */
record ProductText(
        @Nullable String title,
        @Nullable String description,
        @Nullable String brand,
        @Nullable String category,
        @Nullable String imageUrl) {

    static final ProductText NOTHING = new ProductText(null, null, null, null, null);

    /** This where it says something, else the other. */
    ProductText orElse(ProductText other) {
        return new ProductText(
                either(title, other.title),
                either(description, other.description),
                either(brand, other.brand),
                either(category, other.category),
                either(imageUrl, other.imageUrl));
    }

    /**
     * @throws RowRefused when the other says something else of the same
     */
    void requireAgrees(ProductText other) {
        agree("title", title, other.title);
        agree("description", description, other.description);
        agree("brand", brand, other.brand);
        agree("category", category, other.category);
        agree("image_url", imageUrl, other.imageUrl);
    }

    private static void agree(String column, @Nullable String mine, @Nullable String other) {
        if (mine != null && other != null && !mine.equals(other)) {
            throw new RowRefused(
                    Problem.CONTRADICTION,
                    column,
                    RefusedRow.shown(other),
                    "'" + RefusedRow.shown(other) + "' is not what an earlier row of the product says: '"
                            + RefusedRow.shown(mine) + "'");
        }
    }

    private static @Nullable String either(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }
}
