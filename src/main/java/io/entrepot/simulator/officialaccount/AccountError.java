package io.entrepot.simulator.officialaccount;

/** What WeChat answers instead of doing what was asked: always with status 200. */
final class AccountError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;

    AccountError(int code, String message) {
        super(message);
        this.code = code;
    }

    static AccountError arguments(String what) {
        return new AccountError(47003, "argument invalid! " + what + " invalid");
    }

    int code() {
        return code;
    }
}
