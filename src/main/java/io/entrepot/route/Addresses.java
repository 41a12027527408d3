package io.entrepot.route;

import io.entrepot.model.Aspect;
import io.entrepot.model.Refusal;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.FeedId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the addresses behind {@code store:} and {@code storefront:} and refuses those that name nothing. */
public final class Addresses {

    static final String ORDERS = "orders";
    static final String LISTINGS = "listings";
    static final String DRIFT = "drift";
    static final String ORDERS_RECEIVED = "orders-received";
    private static final List<String> FEEDS =
            Arrays.stream(FeedId.Kind.values()).map(FeedId.Kind::id).toList();
    private static final List<String> ASPECTS =
            Arrays.stream(Aspect.values()).map(Aspect::id).toList();

    private Addresses() {}

    /** An address behind {@code storefront:}, as in {@code taobao-main/stock}. */
    public record StorefrontAddress(StorefrontId storefront, String what) {}

    /**
     * The aspect of {@code store:stock} and its like; empty for feeds and {@code orders-received}.
     *
     * @throws Refusal ENT-1110 when there is nothing of that name
     */
    public static Optional<Aspect> inStore(String path) {
        List<String> all = Stream.of(ASPECTS, FEEDS, List.of(ORDERS_RECEIVED))
                .flatMap(List::stream)
                .toList();
        if (!all.contains(path)) {
            throw new Refusal(RouteCode.PATH, path, "store:" + path + " does not exist", Spelling.hint(path, all));
        }
        return aspect(path);
    }

    /**
     * The two parts of {@code storefront:ID/WHAT}.
     *
     * @throws Refusal ENT-1110 when the address has another form or names an unknown aspect, ENT-1111 when no such storefront is declared
     */
    public static StorefrontAddress atStorefront(String path, KnownStorefronts known) {
        List<String> all = Stream.of(ASPECTS, FEEDS, List.of(LISTINGS, DRIFT))
                .flatMap(List::stream)
                .toList();
        String[] parts = path.split("/", -1);
        if (parts.length != 2) {
            String problem = "storefront:" + path + " is not of the form storefront:ID/WHAT";
            throw new Refusal(RouteCode.PATH, path, problem, "write one of " + all + " after the id and a slash");
        }
        StorefrontId storefront = storefront(parts[0], known);
        if (!all.contains(parts[1])) {
            String problem = "storefront:" + path + " names an unknown aspect '" + parts[1] + "'";
            throw new Refusal(RouteCode.PATH, parts[1], problem, Spelling.hint(parts[1], all));
        }
        return new StorefrontAddress(storefront, parts[1]);
    }

    /**
     * The declared storefront of that id.
     *
     * @throws Refusal ENT-1111 when none is declared
     */
    public static StorefrontId storefront(String id, KnownStorefronts known) {
        List<String> ids = known.ids().stream().map(StorefrontId::value).toList();
        if (!ids.contains(id)) {
            String remedy = Spelling.hint(id, ids) + ". Declare it in config/entrepot.yaml or mend the id";
            throw new Refusal(RouteCode.STOREFRONT, "storefront", "no storefront '" + id + "' is declared", remedy);
        }
        return new StorefrontId(id);
    }

    /** Whether pages of a feed are read from, or brought to, an address with that last part. */
    public static boolean isFeed(String what) {
        return FEEDS.contains(what);
    }

    static Optional<Aspect> aspect(String name) {
        return ASPECTS.contains(name) ? Optional.of(Aspect.of(name)) : Optional.empty();
    }
}
