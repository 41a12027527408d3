package io.entrepot.simulator.douyin;

/** What the platform answers instead of doing what was asked: always with status 200. */
final class DouyinError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String sub;

    private DouyinError(int code, String sub, String message) {
        super(message);
        this.code = code;
        this.sub = sub;
    }

    /** The platform's own check failed. */
    static DouyinError platform(String sub, String message) {
        return new DouyinError(40_003, "isv." + sub, message);
    }

    /** Something that the caller must give is missing. */
    static DouyinError missing(String sub, String message) {
        return new DouyinError(40_001, "isv." + sub, message);
    }

    static DouyinError token(String sub, String message) {
        return new DouyinError(50_001, "dop.token-generate-failed:" + sub, message);
    }

    static DouyinError parameter(long number, String message) {
        return new DouyinError(40_004, "isv.parameter-invalid:" + number, message);
    }

    static DouyinError business(long number, String message) {
        return new DouyinError(50_002, "isv.business-failed:" + number, message);
    }

    static DouyinError system(long number, String message) {
        return new DouyinError(20_000, "isp.service-error:" + number, message);
    }

    static DouyinError limited() {
        return new DouyinError(60_000, "", "触发限流，请稍后重试");
    }

    static DouyinError noSuchMethod() {
        return new DouyinError(70_000, "isp.api-service-off", "API不存在或API已下线");
    }

    /** A field is missing or misshapen. */
    static DouyinError arguments(String what) {
        return new DouyinError(40_003, "isv.parameter-format-invalid", "参数错误: " + what);
    }

    int code() {
        return code;
    }

    String sub() {
        return sub;
    }

    /** The platform's word for the code. */
    String group() {
        return switch (code) {
            case 20_000 -> "服务不可用";
            case 40_001 -> "缺少必选参数";
            case 40_003, 40_004 -> "非法的参数";
            case 50_001 -> "平台处理失败";
            case 50_002 -> "业务处理失败";
            default -> String.valueOf(getMessage());
        };
    }
}
