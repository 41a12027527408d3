package io.entrepot.simulator.wechat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entrepot.simulator.shop.Sent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** The endpoints of the account. Called under the shop's lock. */
final class FundsCalls {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Account account;
    private final Clock clock;

    FundsCalls(Account account, Clock clock) {
        this.account = account;
        this.clock = clock;
    }

    /** {@code /channels/ec/funds/getfundsflowlist}: nothing is told before 16:00 of the day after it was booked. */
    ObjectNode list(Sent given) {
        int size = given.pageSize("page_size", 10, 100);
        int page = (int) given.wholeOr("page", 1);
        if (page > 1 && given.has("next_key") && !given.text("next_key").equals("after-" + (page - 1) * size)) {
            throw WechatError.arguments("next_key");
        }
        Instant told = toldBefore();
        Instant from = given.has("start_time") ? given.seconds("start_time") : Instant.EPOCH;
        Instant asked = given.has("end_time") ? given.seconds("end_time") : told;
        Instant to = asked.isBefore(told) ? asked : told;
        List<Account.Entry> found = account.all().stream()
                .filter(entry ->
                        !entry.bookedAt().isBefore(from) && !entry.bookedAt().isAfter(to))
                .sorted(Comparator.comparing(Account.Entry::bookedAt).thenComparing(Account.Entry::id))
                .toList();
        ObjectNode answer = NODES.objectNode();
        ArrayNode ids = answer.putArray("flow_ids");
        found.stream().skip((long) (page - 1) * size).limit(size).forEach(entry -> ids.add(entry.id()));
        boolean more = found.size() > page * size;
        return answer.put("has_more", more).put("next_key", more ? "after-" + page * size : "");
    }

    private Instant toldBefore() {
        ZonedDateTime now = clock.instant().atZone(CHINA);
        ZonedDateTime day = now.truncatedTo(ChronoUnit.DAYS);
        return (now.getHour() < 16 ? day.minusDays(1) : day).toInstant();
    }

    /** {@code /channels/ec/funds/getfundsflowdetail}. */
    ObjectNode get(Sent given) {
        Account.Entry entry = account.all().stream()
                .filter(each -> each.id().equals(given.text("flow_id")))
                .findFirst()
                .orElseThrow(() -> new WechatError(10024008, "flow not exist"));
        ObjectNode answer = NODES.objectNode();
        ObjectNode view = answer.putObject("funds_flow")
                .put("flow_id", entry.id())
                .put("funds_type", entry.fundsType())
                .put("flow_type", entry.amount() < 0 ? 2 : 1)
                .put("amount", Math.abs(entry.amount()))
                .put("balance", entry.balance())
                .put("bookkeeping_time", LOCAL.format(entry.bookedAt().atZone(CHINA)))
                .put("remark", "");
        ArrayNode related = view.putArray("related_info_list");
        if (entry.afterSaleNo() != null) {
            related.addObject()
                    .put("related_type", 2)
                    .put("aftersale_id", entry.afterSaleNo())
                    .put("transaction_id", "4200-" + entry.orderNo());
        }
        related.addObject()
                .put("related_type", 1)
                .put("order_id", entry.orderNo())
                .put("transaction_id", "4200-" + entry.orderNo());
        return answer;
    }
}
