package io.entrepot.simulator.wechat;

/** What WeChat answers instead of doing what was asked: always with status 200. */
public final class WechatError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;

    /** Says so. */
    public WechatError(int code, String message) {
        super(message);
        this.code = code;
    }

    /** That the arguments are wrong. */
    public static WechatError arguments(String what) {
        return new WechatError(40097, "invalid args: " + what);
    }

    /** Its {@code errcode}. */
    public int code() {
        return code;
    }
}
