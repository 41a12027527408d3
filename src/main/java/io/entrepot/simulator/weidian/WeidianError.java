package io.entrepot.simulator.weidian;

/** What Weidian answers instead of doing what was asked: always with status 200. Only the first number has a source. */
final class WeidianError extends RuntimeException {

    static final int TOKEN = 10013;
    static final int BUSY = 10001;
    static final int TOO_OFTEN = 10002;
    static final int ARGUMENTS = 10003;
    static final int NO_METHOD = 10004;
    static final int CREDENTIALS = 10005;
    static final int ITEM = 20001;
    static final int ORDER = 20002;

    private static final long serialVersionUID = 1L;

    private final int code;

    WeidianError(int code, String reason) {
        super(reason);
        this.code = code;
    }

    static WeidianError arguments(String what) {
        return new WeidianError(ARGUMENTS, "参数错误: " + what);
    }

    static WeidianError inCampaign() {
        return new WeidianError(ITEM, "商品正在参加活动,不能修改");
    }

    int code() {
        return code;
    }
}
