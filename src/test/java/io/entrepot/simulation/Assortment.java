package io.entrepot.simulation;

import io.entrepot.channel.spi.ListingTarget.ItemDraft;
import io.entrepot.channel.spi.ListingTarget.Listed;
import io.entrepot.channel.spi.ListingTarget.Published;
import io.entrepot.channel.spi.ListingTarget.SkuDraft;
import io.entrepot.channel.spi.ListingTarget.State;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceTarget.PriceWrite;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a shop lists, at which price. It lists whatever it is told to, as often as it is told to. */
final class Assortment {

    private static final Chances CREATES =
            new Chances(Happening.CREATE_LOST, 105, Happening.CREATE_LATE, 140, Happening.CREATE_UNANSWERED, 350);
    private static final Chances CONTENTS =
            new Chances(Happening.CONTENT_LOST, 155, Happening.CONTENT_LATE, 270, Happening.CONTENT_UNANSWERED, 1000);
    private static final Chances PRICES =
            new Chances(Happening.PRICE_LOST, 155, Happening.PRICE_LATE, 302, Happening.PRICE_UNANSWERED, 1000);

    /** How often in a thousand a call is lost before it was done, is done late, and is done without an answer. */
    private record Chances(
            Happening lost, int losses, Happening late, int delays, Happening unanswered, int silences) {}

    private final Shop shop;
    private final World world;

    /** Listings by merchant code. */
    final Map<String, List<String>> listings = new TreeMap<>();

    /** By listing, in minor units. */
    private final Map<String, Long> prices = new TreeMap<>();

    /** By listing. */
    private final Map<String, String> titles = new TreeMap<>();

    Assortment(Shop shop, World world) {
        this.shop = shop;
        this.world = world;
    }

    /** What becomes of a call that changes something. */
    private @Nullable Outcome write(String operation, Chances chances, Runnable work) {
        Instant begin = world.time.instant();
        world.time.hold(world.upTo(shop.leg));
        Duration refused = shop.refuses(operation, 20);
        if (refused != null) {
            return new Outcome.Throttled(refused);
        }
        if (shop.isTokenOver()) {
            return new Outcome.NotDone(Desk.OVER, "the token is over");
        }
        if (shop.isClosed()) {
            return new Outcome.NotDone(Shop.CLOSED, "closed for a moment");
        }
        if (world.strikes(chances.lost(), chances.losses())) {
            return noAnswer(begin);
        }
        if (world.strikes(chances.late(), chances.delays())) {
            Duration latest = shop.patience.plus(Shop.TRANSIT).minusMillis(500);
            world.time.at(begin.plus(world.upTo(latest)), work);
            return noAnswer(begin);
        }
        work.run();
        if (world.strikes(chances.unanswered(), chances.silences())) {
            return noAnswer(begin);
        }
        world.time.hold(world.upTo(shop.leg));
        return null;
    }

    private Outcome noAnswer(Instant begin) {
        shop.leaveUnanswered(begin);
        return new Outcome.Unknown("no answer");
    }

    Published publish(ItemDraft draft) {
        Map<String, Listed> listed = new LinkedHashMap<>();
        Outcome failed = write("content", draft.itemId() == null ? CREATES : CONTENTS, () -> draft.skus()
                .forEach(sku -> listed.put(sku.code(), list(draft, sku))));
        return failed == null ? new Published(Outcome.Applied.SILENT, listed) : Published.failed(failed);
    }

    private Listed list(ItemDraft draft, SkuDraft sku) {
        List<String> known = listings.computeIfAbsent(sku.code(), fresh -> new ArrayList<>());
        if (draft.itemId() != null && !known.isEmpty()) {
            titles.put(known.get(0), draft.title());
            world.say(shop.id + " calls " + known.get(0) + " " + draft.title());
            return listed(known.get(0));
        }
        String id = known.isEmpty() ? sku.code() : sku.code() + "#" + known.size();
        known.add(id);
        prices.put(id, sku.priceMinor());
        titles.put(id, draft.title());
        shop.shelf.putIfAbsent(id, 0L);
        world.say(shop.id + " lists " + id);
        return listed(id);
    }

    private Listed listed(String id) {
        return new Listed(new ListingKey(new StorefrontId(shop.id), "i-" + id, id), State.LIVE, "");
    }

    Map<String, Listed> find(List<String> skus) throws IOException {
        return shop.call("find " + skus, () -> {
            Map<String, Listed> found = new LinkedHashMap<>();
            skus.stream()
                    .filter(listings::containsKey)
                    .forEach(sku -> found.put(
                            sku,
                            listed(Objects.requireNonNull(listings.get(sku)).get(0))));
            return found;
        });
    }

    List<Outcome> setPrices(List<PriceWrite> writes) {
        Outcome failed = write("prices", PRICES, () -> writes.forEach(this::set));
        return writes.stream()
                .map(write -> failed != null
                        ? failed
                        : shop.answers ? Outcome.Applied.showing(write.price().minor()) : Outcome.Applied.SILENT)
                .toList();
    }

    Map<ListingKey, Money> prices(List<ListingKey> keys) throws IOException {
        return shop.call("ask " + keys, () -> {
            Map<ListingKey, Money> asked = new LinkedHashMap<>();
            keys.forEach(
                    key -> asked.put(key, Money.of(Objects.requireNonNull(prices.get(key.channelSkuId())), "CNY")));
            return asked;
        });
    }

    private void set(PriceWrite write) {
        prices.put(write.listing().channelSkuId(), write.price().minor());
        world.say(shop.id + " " + write);
    }

    /** Each SKU is listed once, under the store's title and at its price, which are given by SKU. */
    List<String> judge(Map<String, String> storeTitles, Map<String, Long> storePrices) {
        List<String> wrong = new ArrayList<>();
        storePrices.forEach((sku, price) -> {
            List<String> known = listings.getOrDefault(sku, List.of());
            String title = Objects.requireNonNull(storeTitles.get(sku));
            if (known.size() != 1) {
                wrong.add(shop.id + " lists " + sku + " as " + known);
            } else if (!price.equals(prices.get(known.get(0)))) {
                wrong.add(shop.id + " asks " + prices.get(known.get(0)) + " for " + sku + ", and should ask " + price);
            } else if (!title.equals(titles.get(known.get(0)))) {
                wrong.add(shop.id + " calls " + sku + " " + titles.get(known.get(0)) + ", and should call it " + title);
            }
        });
        return wrong;
    }
}
