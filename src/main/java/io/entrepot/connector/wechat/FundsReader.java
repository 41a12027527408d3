package io.entrepot.connector.wechat;

import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.ChannelFunds;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.model.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one entry of the shop's account. Amounts are in fen, times are those of the clocks in China. */
record FundsReader(Currency currency) {

    /**
     * @throws MalformedRecord when a field that an entry needs is missing or has a value nobody knows; it names the field
     */
    ChannelFunds read(String payload) throws MalformedRecord {
        Answer entry = Answer.read(payload);
        long amount = Math.multiplyExact(sign(entry.whole("flow_type")), entry.units("amount"));
        return new ChannelFunds(
                entry.text("flow_id"),
                bookedAt(entry),
                new Money(amount, currency),
                entry.has("balance") ? new Money(entry.whole("balance"), currency) : null,
                entry.text("funds_type"),
                only(entry, "order_id"),
                only(entry, "aftersale_id"));
    }

    private static long sign(long flowType) throws MalformedRecord {
        return switch ((int) flowType) {
            case 1 -> 1;
            case 2 -> -1;
            default -> throw new MalformedRecord("field 'flow_type' is " + flowType + ", neither 1 (in) nor 2 (out)");
        };
    }

    /** It may stand with what the entry belongs to instead. */
    private static Instant bookedAt(Answer entry) throws MalformedRecord {
        Optional<Instant> own = entry.shanghaiIfAny("bookkeeping_time");
        if (own.isPresent()) {
            return own.get();
        }
        for (Answer related : entry.list("related_info_list")) {
            Optional<Instant> its = related.shanghaiIfAny("bookkeeping_time");
            if (its.isPresent()) {
                return its.get();
            }
        }
        return entry.shanghai("bookkeeping_time");
    }

    /** The number that the entry belongs to; null where there is none, or there are several. */
    private static @Nullable String only(Answer entry, String field) throws MalformedRecord {
        Set<String> numbers = new LinkedHashSet<>();
        for (Answer related : entry.list("related_info_list")) {
            String number = related.textOr(field, "");
            if (!number.isEmpty() && !number.equals("0")) {
                numbers.add(number);
            }
        }
        return numbers.size() == 1 ? numbers.iterator().next() : null;
    }
}
