package io.entrepot.simulator;

/** The shop did not do what a shopper or clerk asked, and changed nothing. */
public final class ShopRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code {@code unknown_sku}, {@code not_live}, {@code insufficient}, {@code unknown_order}, {@code order_exists},
     *     {@code wrong_state}, {@code not_offered}, or what a method says
     */
    public ShopRefusal(String code, String message) {
        super(message);
        this.code = code;
    }

    /** What kind of refusal. */
    public String code() {
        return code;
    }
}
