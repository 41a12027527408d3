package io.entrepot.simulator.miniprogram;

import io.entrepot.simulator.shop.Sent;
import io.entrepot.simulator.wechat.WechatError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** What an {@code upload_shipping_info} must be like, whatever the payment; in the words of WeChat's page. */
final class UploadRules {

    static final int CARRIED = 1;
    static final int SPLIT = 2;
    private static final int MOST = 15;
    private static final int LONGEST = 128;
    private static final int LONGEST_GOODS = 120;

    private UploadRules() {}

    /** A request that is well formed. */
    record Upload(String tradeNo, String openId, int way, int mode, boolean all, List<Told> parcels, Instant at) {}

    static Upload read(Sent given, String merchant) {
        String no = tradeNo(given.object("order_key"), merchant);
        Instant at = time(given.textOr("upload_time", ""));
        int mode = (int) given.wholeOr("delivery_mode", 0);
        int way = (int) given.wholeOr("logistics_type", 0);
        refuse(mode != 1 && mode != SPLIT, 268485224, "发货模式非法");
        refuse(way < CARRIED || way > 4, 10060005, "物流类型有误");
        refuse(mode == SPLIT && way != CARRIED, 10060006, "非快递发货时不允许分拆发货");
        refuse(mode == SPLIT && !given.has("is_all_delivered"), 10060007, "分拆发货模式下必须填写 is_all_delivered 字段");
        List<Sent> parcels = given.list("shipping_list");
        refuse(parcels.isEmpty(), 10060014, "参数错误");
        refuse(parcels.size() > MOST, 10060024, "物流信息列表太长");
        refuse(mode == 1 && parcels.size() != 1, 268485228, "统一发货模式下，物流信息列表长度必须为 1");
        List<Told> told =
                parcels.stream().map(parcel -> parcel(parcel, way, at)).toList();
        boolean all = mode == 1 || given.flag("is_all_delivered");
        return new Upload(no, given.object("payer").text("openid"), way, mode, all, told, at);
    }

    private static String tradeNo(Sent key, String merchant) {
        refuse(key.wholeOr("order_number_type", 0) != 1, 268485194, "订单单号类型非法");
        refuse(!key.has("mchid"), 268485196, "商户侧单号形式下 mchid 字段不能为空");
        refuse(!key.has("out_trade_no"), 268485197, "商户侧单号形式下 out_trade_no 字段不能为空");
        refuse(!key.text("mchid").equals(merchant), 10060001, "支付单不存在");
        return key.text("out_trade_no");
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new WechatError(268485216, "上传时间非法，请按照 RFC 3339 格式填写");
        }
    }

    private static Told parcel(Sent given, int way, Instant at) {
        String number = given.textOr("tracking_no", "");
        String carrier = given.textOr("express_company", "");
        String goods = given.textOr("item_desc", "");
        refuse(way == CARRIED && number.isEmpty(), 268485226, "物流单号不能为空");
        refuse(way == CARRIED && carrier.isEmpty(), 268485227, "物流公司编码不能为空");
        refuse(number.length() > LONGEST, 10060026, "物流单号太长");
        refuse(carrier.length() > LONGEST, 10060025, "物流公司编码太长");
        refuse(goods.isEmpty(), 10060008, "商品描述 item_desc 字段不能为空");
        refuse(goods.codePointCount(0, goods.length()) > LONGEST_GOODS, 10060009, "商品描述 item_desc 字段太长");
        String consignor = given.node().at("/contact/consignor_contact").asText("");
        String receiver = given.node().at("/contact/receiver_contact").asText("");
        refuse(carrier.equals("SF") && (consignor + receiver).isEmpty(), 10060014, "参数错误: contact");
        refuse(!masked(consignor) || !masked(receiver), 10060014, "参数错误: contact");
        return new Told(number, carrier, goods, consignor, receiver, at);
    }

    /** All but the last four digits hidden, at least one of them. */
    private static boolean masked(String contact) {
        return contact.isEmpty() || contact.matches(".*\\*[^*]*\\d-?\\d-?\\d-?\\d");
    }

    private static void refuse(boolean wrong, int code, String message) {
        if (wrong) {
            throw new WechatError(code, message);
        }
    }
}
