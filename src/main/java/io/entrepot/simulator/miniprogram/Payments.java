package io.entrepot.simulator.miniprogram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.ShopRefusal;
import io.entrepot.simulator.miniprogram.UploadRules.Upload;
import io.entrepot.simulator.shop.Sent;
import io.entrepot.simulator.wechat.WechatError;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The payments of one mini-program, and what WeChat was told of their shipping. Safe for several threads. */
final class Payments {

    static final String MERCHANT = "1900000109";

    private static final int OPEN = 1;
    private static final int SHIPPED = 2;

    private final Map<String, Payment> byNo = new LinkedHashMap<>();
    private final Clock clock;
    private boolean keeps;

    Payments(Clock clock) {
        this.clock = clock;
    }

    /** Whether a parcel stays that the next upload does not name, while not all is shipped: no page says. */
    synchronized void keepsWhatIsNotNamed(boolean stays) {
        keeps = stays;
    }

    synchronized void paid(String no) {
        if (byNo.putIfAbsent(no, Payment.open(no, "o-buyer-of-" + no, clock.instant())) != null) {
            throw new ShopRefusal("order_exists", "the payment " + no + " is there");
        }
    }

    synchronized Payment get(String no) {
        Payment payment = byNo.get(no);
        if (payment == null) {
            throw new ShopRefusal("unknown_order", "no payment " + no);
        }
        return payment;
    }

    synchronized void becomes(String no, int state) {
        byNo.put(no, get(no).in(state));
    }

    synchronized boolean hasBuyer(String openId) {
        return byNo.values().stream().anyMatch(payment -> payment.openId().equals(openId));
    }

    /** {@code get_order}. */
    synchronized ObjectNode shown(Sent given) {
        String no = given.textOr("merchant_trade_no", "");
        if (!given.textOr("merchant_id", "").equals(MERCHANT)) {
            throw new WechatError(10060001, "支付单不存在");
        }
        return find(no).shown(MERCHANT);
    }

    /** {@code upload_shipping_info}. */
    synchronized void upload(Sent given) {
        Upload upload = UploadRules.read(given, MERCHANT);
        Payment payment = find(upload.tradeNo());
        if (!payment.openId().equals(upload.openId())) {
            throw new WechatError(10060031, "该笔支付单不属于 openid 所指定的用户");
        }
        if (payment.state() != OPEN && payment.state() != SHIPPED) {
            throw new WechatError(10060004, "支付单处于不可发货的状态");
        }
        refuseOlder(payment, upload.at());
        boolean told = payment.mode() > 0;
        boolean again =
                payment.finished() || (told && (payment.mode() != upload.mode() || payment.way() != upload.way()));
        List<Told> parcels = again ? upload.parcels() : together(payment, upload);
        if (told && payment.mode() == upload.mode() && payment.finished() == upload.all() && same(payment, parcels)) {
            throw new WechatError(10060023, "发货信息未更新");
        }
        if (payment.finished() && !upload.all()) {
            throw new WechatError(10060002, "支付单已完成发货，无法继续发货");
        }
        if (again && payment.changed()) {
            throw new WechatError(10060003, "支付单已使用重新发货机会");
        }
        byNo.put(payment.no(), after(payment, upload, parcels, again));
    }

    private Payment find(String no) {
        Payment payment = byNo.get(no);
        if (payment == null) {
            throw new WechatError(10060001, "支付单不存在");
        }
        return payment;
    }

    private static void refuseOlder(Payment payment, Instant at) {
        if (payment.parcels().stream().anyMatch(parcel -> !parcel.uploadedAt().isBefore(at))) {
            throw new WechatError(10060014, "参数错误: upload_time");
        }
    }

    private List<Told> together(Payment payment, Upload upload) {
        List<Told> parcels = new ArrayList<>(upload.parcels());
        if (keeps) {
            payment.parcels().stream()
                    .filter(old -> upload.parcels().stream()
                            .noneMatch(each -> each.trackingNumber().equals(old.trackingNumber())))
                    .forEach(parcels::add);
        }
        return parcels;
    }

    private static boolean same(Payment payment, List<Told> parcels) {
        return payment.parcels().size() == parcels.size()
                && parcels.stream().allMatch(each -> payment.parcels().stream().anyMatch(each::sameAs));
    }

    private static Payment after(Payment payment, Upload upload, List<Told> parcels, boolean again) {
        return new Payment(
                payment.no(),
                payment.openId(),
                payment.paidAt(),
                upload.all() ? SHIPPED : OPEN,
                upload.way(),
                upload.mode(),
                upload.all(),
                payment.finishes() + (upload.all() ? 1 : 0),
                payment.changed() || again,
                List.copyOf(parcels));
    }
}
