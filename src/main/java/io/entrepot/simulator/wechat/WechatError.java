package io.entrepot.simulator.wechat;

/** What WeChat answers instead of doing what was asked: always with status 200. */
final class WechatError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;

    WechatError(int code, String message) {
        super(message);
        this.code = code;
    }

    static WechatError arguments(String what) {
        return new WechatError(40097, "invalid args: " + what);
    }

    int code() {
        return code;
    }
}
