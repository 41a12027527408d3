package io.entrepot.store.load;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mall's tree of categories. */
final class MallCategories {

    private static final int DEEPEST = 10;

    private final Map<String, Category> byId = new HashMap<>();

    private record Category(String name, @Nullable String parent) {}

    void add(String id, String name, @Nullable String parent) {
        byId.put(id, new Category(name, parent));
    }

    /** The names from the root down: {@code 手机数码 / 手机通讯}; the name alone where all do not fit. Null when not known. */
    @Nullable
    String path(@Nullable String id) {
        Category category = id == null ? null : byId.get(id);
        if (category == null) {
            return null;
        }
        String path = category.name();
        Category above = category;
        for (int depth = 0; depth < DEEPEST && above != null; depth++) {
            above = above.parent() == null ? null : byId.get(above.parent());
            path = above == null ? path : above.name() + " / " + path;
        }
        return path.length() <= Lengths.NAME ? path : category.name();
    }
}
