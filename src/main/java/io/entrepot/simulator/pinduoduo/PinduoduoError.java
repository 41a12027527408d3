package io.entrepot.simulator.pinduoduo;

/** What the platform answers instead of doing what was asked: always with status 200. */
final class PinduoduoError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String detail;

    PinduoduoError(int code, String message, String detail) {
        super(message);
        this.code = code;
        this.detail = detail;
    }

    PinduoduoError(int code, String message) {
        this(code, message, "");
    }

    static PinduoduoError parameter(String name) {
        return new PinduoduoError(21001, "请求参数错误", name);
    }

    /** What the shop behind the gateway refuses. */
    static PinduoduoError business(String detail) {
        return new PinduoduoError(50001, "业务服务错误", detail);
    }

    int code() {
        return code;
    }

    String detail() {
        return detail;
    }
}
