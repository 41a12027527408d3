package io.entrepot.simulator.mall;

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

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
