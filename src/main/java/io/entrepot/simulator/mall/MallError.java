package io.entrepot.simulator.mall;

import io.entrepot.simulator.ShopRefusal;

/** A whole call that the shop refuses, with the status it answers. */
final class MallError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    MallError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static MallError wrong(String message) {
        return new MallError(400, "wrong_field", message);
    }

    static MallError of(ShopRefusal refusal) {
        boolean missing =
                refusal.code().equals("unknown_order") || refusal.code().equals("gone");
        return new MallError(missing ? 404 : 409, refusal.code(), String.valueOf(refusal.getMessage()));
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
