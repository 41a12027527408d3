package io.entrepot.simulator.vendure;

/** What Vendure throws: it undoes the whole mutation, and stands among the answer's errors with its code. */
final class ShopError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    ShopError(String code, String message) {
        super(message);
        this.code = code;
    }

    static ShopError notFound(String type, String id) {
        return new ShopError("ENTITY_NOT_FOUND", "No " + type + " with the id \"" + id + "\" could be found");
    }

    static ShopError input(String message) {
        return new ShopError("USER_INPUT_ERROR", message);
    }

    String code() {
        return code;
    }
}
