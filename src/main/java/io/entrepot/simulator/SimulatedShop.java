package io.entrepot.simulator;

import io.entrepot.model.Money;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What shoppers and clerks do in a simulated shop, whatever its channel. A SKU is named by the seller's code; where the shop
 * has no SKU of that code, by the shop's own id. Safe for several threads.
 */
public interface SimulatedShop {

    /**
     * A shopper orders; the shop lowers its stock by its own rule, in the same instant.
     *
     * @return the order's number
     * @throws ShopRefusal when a SKU is unknown or not on sale, stock is short, or the number is taken
     */
    String place(Purchase purchase);

    /**
     * The shopper pays.
     *
     * @throws ShopRefusal when there is no such unpaid order, or stock is short in a shop that lowers it only now
     */
    void pay(String orderNo);

    /**
     * All that is neither shipped nor cancelled yet is cancelled.
     *
     * @throws ShopRefusal when there is no such order or nothing is left to cancel
     */
    void cancel(String orderNo);

    /**
     * Some units of one line are cancelled.
     *
     * @throws ShopRefusal when there is no such line or it has fewer units left
     */
    void cancel(String orderNo, String lineNo, long quantity);

    /**
     * All that is not cancelled is shipped.
     *
     * @throws ShopRefusal when there is no such paid order or nothing is left to ship
     */
    void ship(String orderNo);

    /**
     * A clerk sets the shop's own stock by hand.
     *
     * @throws ShopRefusal when the SKU is unknown
     */
    void clerkSetsStock(String skuCode, long quantity);

    /**
     * A clerk sets a price by hand.
     *
     * @throws ShopRefusal when the SKU is unknown; {@code not_offered} when this stand-in has no such clerk
     */
    default void clerkSetsPrice(String skuCode, Money price) {
        throw notOffered("sets prices");
    }

    /**
     * A clerk gives the item of a SKU another title.
     *
     * @throws ShopRefusal when the SKU is unknown; {@code not_offered} when this stand-in has no such clerk
     */
    default void clerkSetsTitle(String skuCode, String title) {
        throw notOffered("gives titles");
    }

    /**
     * A clerk lists an item of one SKU in the shop itself, as shops do that sell already.
     *
     * @return the shop's id of the SKU
     * @throws ShopRefusal {@code not_offered} when this stand-in has no such clerk
     */
    default String clerkLists(OwnListing listing) {
        throw notOffered("lists");
    }

    /**
     * A clerk deletes a SKU; an item with no SKU left is gone, too. Orders of it stay.
     *
     * @throws ShopRefusal when the SKU is unknown; {@code not_offered} when this stand-in has no such clerk
     */
    default void clerkDeletes(String sku) {
        throw notOffered("deletes");
    }

    /**
     * A clerk moves the item of a SKU to new ids, as some shops do when an item is listed again; all else stays.
     *
     * @return the shop's new id of the SKU
     * @throws ShopRefusal when the SKU is unknown; {@code not_offered} when this stand-in has no such clerk
     */
    default String clerkGivesNewIds(String sku) {
        throw notOffered("gives new ids");
    }

    /**
     * The buyer asks for the money back before all is shipped; nothing may be shipped until it is withdrawn.
     *
     * @throws ShopRefusal when there is no such paid order with something left to ship; {@code not_offered} when this
     *     stand-in knows no such requests
     */
    default void requestRefund(String orderNo) {
        throw notOffered("takes requests for a refund");
    }

    /**
     * The buyer takes the request back. (A cancellation grants it.)
     *
     * @throws ShopRefusal when there is no such request; {@code not_offered} when this stand-in knows none
     */
    default void withdrawRefund(String orderNo) {
        throw notOffered("takes requests for a refund");
    }

    /** What the shop shows of a SKU; empty when it has none such. */
    OptionalLong stock(String skuCode);

    /** The code of a SKU that is on sale and in stock, by chance; empty when there is none. */
    Optional<String> anyInStock(RandomGenerator chance);

    /** Everything the shop has, sorted by code and number. */
    State state();

    /** A shop at one moment. */
    record State(List<Sku> skus, List<Order> orders) {}

    /**
     * One SKU of the shop.
     *
     * @param title its item's title
     * @param variant option names and values in the order in which they were sent
     */
    record Sku(
            String code,
            String id,
            String itemId,
            String state,
            long quantity,
            String price,
            String title,
            Map<String, String> variant) {}

    /**
     * One order of the shop.
     *
     * @param refundRequested whether the buyer asks for the money back
     */
    record Order(String no, String state, List<Line> lines, List<Parcel> parcels, boolean refundRequested) {
        /** An order without parcels and requests. */
        public Order(String no, String state, List<Line> lines) {
            this(no, state, lines, List.of(), false);
        }
    }

    /**
     * A parcel that the shop was told of.
     *
     * @param units by line number
     */
    record Parcel(String code, String carrier, @Nullable String trackingNumber, Map<String, Long> units) {}

    /**
     * What a clerk lists.
     *
     * @param merchantCode the seller's code: empty, new, or one that another listing has already
     */
    record OwnListing(String merchantCode, @Nullable String barcode, String title, Money price, long quantity) {}

    /** One line of an order. */
    record Line(String no, String skuCode, long quantity, long shipped, long cancelled) {}

    private static ShopRefusal notOffered(String what) {
        return new ShopRefusal("not_offered", "nobody in this shop " + what);
    }
}
