package io.entrepot.simulator.taobao;

/** What the gateway, or what is behind it, answers instead of doing what was asked: always with status 200. */
final class TopError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is behind the gateway refused. */
    private static final int BEHIND = 15;

    private final int code;
    private final String subCode;
    private final String subMessage;

    TopError(int code, String message) {
        this(code, message, "", "");
    }

    TopError(int code, String message, String subCode, String subMessage) {
        super(message);
        this.code = code;
        this.subCode = subCode;
        this.subMessage = subMessage;
    }

    static TopError behind(String subCode, String subMessage) {
        return new TopError(BEHIND, "Remote service error", subCode, subMessage);
    }

    static TopError arguments(String what) {
        return new TopError(41, "Invalid arguments:" + what, "isv.invalid-parameter:" + what, "参数无效");
    }

    int code() {
        return code;
    }

    String subCode() {
        return subCode;
    }

    String subMessage() {
        return subMessage;
    }
}
