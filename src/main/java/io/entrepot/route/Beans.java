package io.entrepot.route;

import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.util.function.Suppliers;

/** Finds what the components need among the application's beans. */
final class Beans {

    private Beans() {}

    /**
     * The one bean of that type.
     *
     * @throws IllegalStateException when there is none, or more than one
     */
    static <T> T one(CamelContext context, Class<T> type) {
        T bean = CamelContextHelper.findSingleByType(context, type);
        if (bean == null) {
            throw new IllegalStateException("the routes need exactly one bean of type " + type.getName());
        }
        return bean;
    }

    /** As {@link #one}, looked for when it is first asked for: a route under trial has no engine behind it. */
    static <T> Supplier<T> later(CamelContext context, Class<T> type) {
        return Suppliers.memorize(() -> one(context, type));
    }
}
