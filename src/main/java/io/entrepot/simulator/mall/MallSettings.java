package io.entrepot.simulator.mall;

import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.StockTarget.Lowers;
import io.entrepot.channel.spi.StockTarget.TooLarge;
import io.entrepot.channel.spi.StockTarget.WriteKind;
import io.entrepot.simulator.FaultTimes;
import io.entrepot.simulator.shop.Counting;
import io.entrepot.simulator.shop.ShopRules;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;

/**
 * What kind of shop is simulated.
 *
 * @param port where it listens on loopback; 0 for any free one
 * @param token what a caller must present
 * @param lowers when the shop lowers its own stock; {@code SHIPPED} is not offered
 * @param restoresPaid whether it gives stock back when a paid order is cancelled
 * @param visibilityLag how long a change of an order is missing from the list
 * @param review how long a new item is in review before it is live
 * @param pageCap the most orders or items in a page, whatever is asked for
 * @param limits calls per operation; one for {@link Quota#ALL} counts all calls; an operation that is not named has no limit
 * @param counting how calls are counted against each limit
 * @param times how long faults last
 */
public record MallSettings(
        int port,
        String token,
        Currency currency,
        WriteKind stockWrite,
        Lowers lowers,
        boolean restoresPaid,
        TooLarge tooLarge,
        Duration visibilityLag,
        Duration review,
        int pageCap,
        List<Quota> limits,
        Counting counting,
        FaultTimes times) {

    /** The operations that the shop counts. */
    static final List<String> OPERATIONS = List.of("items", "prices", "stock", "orders", "parcels");

    /** A compare-and-set shop in CNY as the documentation describes it, without lag or review. */
    public static MallSettings standard() {
        return new MallSettings(
                0,
                "mall-token",
                Currency.getInstance("CNY"),
                WriteKind.COMPARE_AND_SET,
                Lowers.PLACED,
                true,
                TooLarge.REFUSES,
                Duration.ZERO,
                Duration.ZERO,
                100,
                limits(50, 100),
                Counting.BUCKET,
                FaultTimes.DEFAULT);
    }

    /** The same number of calls a second and the same burst for each operation. */
    public static List<Quota> limits(long callsASecond, long burst) {
        return OPERATIONS.stream()
                .map(operation -> new Quota(operation, callsASecond, Duration.ofSeconds(1), burst))
                .toList();
    }

    /** The same, writing stock like this. */
    public MallSettings stockWrite(WriteKind kind) {
        return new MallSettings(
                port,
                token,
                currency,
                kind,
                lowers,
                restoresPaid,
                tooLarge,
                visibilityLag,
                review,
                pageCap,
                limits,
                counting,
                times);
    }

    /** The same with these rules for the shop's own stock. */
    public MallSettings stockRules(Lowers when, boolean restores, TooLarge large) {
        return new MallSettings(
                port,
                token,
                currency,
                stockWrite,
                when,
                restores,
                large,
                visibilityLag,
                review,
                pageCap,
                limits,
                counting,
                times);
    }

    /** The same with this visibility lag. */
    public MallSettings visibilityLag(Duration lag) {
        return new MallSettings(
                port,
                token,
                currency,
                stockWrite,
                lowers,
                restoresPaid,
                tooLarge,
                lag,
                review,
                pageCap,
                limits,
                counting,
                times);
    }

    /** The same with a review that takes this long. */
    public MallSettings review(Duration takes) {
        return new MallSettings(
                port,
                token,
                currency,
                stockWrite,
                lowers,
                restoresPaid,
                tooLarge,
                visibilityLag,
                takes,
                pageCap,
                limits,
                counting,
                times);
    }

    /** The same with pages of at most so many orders. */
    public MallSettings pageCap(int orders) {
        return new MallSettings(
                port,
                token,
                currency,
                stockWrite,
                lowers,
                restoresPaid,
                tooLarge,
                visibilityLag,
                review,
                orders,
                limits,
                counting,
                times);
    }

    /** The same with other limits. */
    public MallSettings limits(List<Quota> other) {
        return new MallSettings(
                port,
                token,
                currency,
                stockWrite,
                lowers,
                restoresPaid,
                tooLarge,
                visibilityLag,
                review,
                pageCap,
                other,
                counting,
                times);
    }

    /** The same, counting calls so. */
    public MallSettings counting(Counting how) {
        return new MallSettings(
                port,
                token,
                currency,
                stockWrite,
                lowers,
                restoresPaid,
                tooLarge,
                visibilityLag,
                review,
                pageCap,
                limits,
                how,
                times);
    }

    /** The same with another limit for one operation. */
    public MallSettings limit(Quota limit) {
        return limits(
                Stream.concat(limits.stream().filter(it -> !it.operation().equals(limit.operation())), Stream.of(limit))
                        .toList());
    }

    /** The same with other times for faults. */
    public MallSettings times(FaultTimes other) {
        return new MallSettings(
                port,
                token,
                currency,
                stockWrite,
                lowers,
                restoresPaid,
                tooLarge,
                visibilityLag,
                review,
                pageCap,
                limits,
                counting,
                other);
    }

    /** The same in this currency. */
    public MallSettings currency(Currency other) {
        return new MallSettings(
                port,
                token,
                other,
                stockWrite,
                lowers,
                restoresPaid,
                tooLarge,
                visibilityLag,
                review,
                pageCap,
                limits,
                counting,
                times);
    }

    /** The same on this port. */
    public MallSettings port(int other) {
        return new MallSettings(
                other,
                token,
                currency,
                stockWrite,
                lowers,
                restoresPaid,
                tooLarge,
                visibilityLag,
                review,
                pageCap,
                limits,
                counting,
                times);
    }

    ShopRules rules() {
        return new ShopRules(currency, lowers, restoresPaid, visibilityLag, review);
    }

    /** Names no token. */
    @Override
    public String toString() {
        return "mall in " + currency + ", stock " + stockWrite + ", lowers when " + lowers;
    }
}
