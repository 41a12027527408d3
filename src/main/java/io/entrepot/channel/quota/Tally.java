package io.entrepot.channel.quota;

import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What has been called, and what may be, against one quota. Calls go at the quota's pace; what was not called is kept, up to a
 * burst, for what is most urgent. Who is refused has the next call booked before all that is less urgent. Times are
 * nanoseconds since 1970. Not safe for several threads.
 */
final class Tally {

    /** So long a booked call is kept for who booked it, after it could have gone. */
    private static final long KEPT = 300_000_000L;

    /** So many of the next places are kept apart. */
    private static final int EVEN = 5;

    /** What was written so much later than it can have been was written by another time. */
    private static final long FUTURE = 10_000_000_000L;

    private static final int MOST_DOUBLINGS = 6;
    private static final long FIRST_PAUSE = 1_000_000_000L;

    /** When the bucket is full again, if nothing is taken. */
    long full;

    /** When the pace of what is not most urgent has all its slack again, if nothing is taken. */
    long turn;

    long pausedUntil = Long.MIN_VALUE;

    /** How often calls were refused in a row, without a word of when to come again. */
    int refusals;

    /** What the storefront says that the quota is, in thousandths of what is declared. */
    long thousandths = QuotaRule.DECLARED;

    /** Until when the next call is kept for each urgency. */
    final long[] booked = new long[Urgency.values().length];

    /** How many calls ended in each grain of time, or were begun and have not ended. */
    final NavigableMap<Long, Long> calls = new TreeMap<>();

    /** A tally that knows of no call, and is empty: the storefront may remember more than we do. */
    static Tally empty(QuotaRule rule, long now) {
        Tally tally = new Tally();
        tally.startEmpty(rule, now);
        return tally;
    }

    /** Takes one call, which must be ready. */
    void take(QuotaRule rule, Urgency urgency, long now) {
        booked[urgency.ordinal()] = 0;
        full = Math.max(full, now) + rule.interval();
        if (urgency != Urgency.EMPTIED) {
            turn = Math.max(turn, now) + rule.interval();
        }
        if (rule.countsInWindows()) {
            calls.headMap(oldest(rule, now) - rule.grains()).clear();
            calls.merge(now / rule.grain(), 1L, Long::sum);
        }
    }

    /** Keeps the next call for who was refused. */
    void book(Urgency urgency, long ready) {
        booked[urgency.ordinal()] = ready + KEPT;
    }

    /** When one call of that urgency may go, if nothing else is taken; now or earlier when it may at once. */
    long ready(QuotaRule rule, Urgency urgency, long now) {
        long ahead = ahead(urgency, now);
        long reserve = rule.reserve(urgency);
        long ready = Math.max(pausedUntil, full - (rule.most() - 1 - ahead) * rule.interval());
        if (reserve > 0) {
            long byPace = turn - (rule.depth() - 1) * rule.interval();
            long byReserve = full - (rule.most() - 1 - ahead - reserve) * rule.interval();
            ready = Math.max(ready, Math.min(byPace, byReserve));
        }
        return rule.countsInWindows() ? Math.max(ready, place(rule, urgency, ahead, now)) : ready;
    }

    /** How many calls could be taken at once. */
    long left(QuotaRule rule, long now) {
        if (pausedUntil > now) {
            return 0;
        }
        if (rule.interval() == 0) {
            return Long.MAX_VALUE;
        }
        long tokens = rule.most() - Math.max(0, ceiling(full - now, rule.interval()));
        return Math.max(0, rule.countsInWindows() ? Math.min(tokens, rule.window() - inWindow(rule, now)) : tokens);
    }

    /**
     * Counts a call as made when its answer came, not when it was sent: so, whenever each arrived, no period of the storefront
     * can have more than the quota. What was counted between the question and the taking may be another's; then that one is
     * counted later than it need be.
     *
     * @param asked when it was asked for, not later than it was taken
     * @return whether that changed anything
     */
    boolean ended(QuotaRule rule, long asked, long ended) {
        long over = ended / rule.grain();
        Long began = calls.ceilingKey(asked / rule.grain());
        if (!rule.countsInWindows() || began == null || over <= began) {
            return false;
        }
        calls.compute(began, (grain, count) -> count == null || count == 1 ? null : Long.valueOf(count - 1));
        calls.merge(over, 1L, Long::sum);
        return true;
    }

    /** Nothing is given out before that instant, and one call then. A longer pause stays. */
    void pause(QuotaRule rule, long until) {
        pausedUntil = Math.max(pausedUntil, until);
        full = Math.max(full, until + (rule.most() - 1) * rule.interval());
        turn = Math.max(turn, until);
    }

    /** The storefront refused a call and did not say for how long: a second, doubled each time, at most 32. */
    void refused(QuotaRule rule, long now) {
        if (now < pausedUntil) {
            return;
        }
        boolean again = refusals > 0 && now - pausedUntil <= FIRST_PAUSE << refusals;
        refusals = again ? Math.min(refusals + 1, MOST_DOUBLINGS) : 1;
        pause(rule, now + (FIRST_PAUSE << (refusals - 1)));
    }

    /**
     * The storefront says how many calls it has left; others may call it, too.
     *
     * @param asked when the call was asked for that was answered so
     * @param reset when it will have all again, or 0 where it did not say
     * @return whether that is less than was thought
     */
    boolean heard(QuotaRule rule, long left, long asked, long reset) {
        if (!rule.countsInWindows()) {
            long said = asked + (rule.most() - Math.min(left, rule.most())) * rule.interval();
            boolean less = said > full;
            full = Math.max(full, said);
            return less;
        }
        long others = rule.window() - inWindow(rule, asked) - left;
        if (others <= 0) {
            return false;
        }
        long grain = reset == 0 ? asked / rule.grain() : reset / rule.grain() - rule.grains() - 1;
        calls.merge(Math.min(asked / rule.grain(), Math.max(oldest(rule, asked), grain)), others, Long::sum);
        return true;
    }

    /**
     * What was counted elsewhere, up to that instant, is unknown here. A storefront that counts in windows may remember calls
     * that went out of step, as many as may be made up for at once; so it begins as much later.
     */
    void startEmpty(QuotaRule rule, long from) {
        long begin = rule.countsInWindows() ? from + (rule.depth() - 1) * rule.interval() : from;
        full = Math.max(full, begin + rule.most() * rule.interval());
        turn = Math.max(turn, begin + rule.depth() * rule.interval());
    }

    /** Whether it was written by a clock that has been set back since. */
    boolean isOfTheFuture(QuotaRule rule, long now) {
        return full > Math.max(now, pausedUntil) + (rule.most() + rule.depth()) * rule.interval() + FUTURE;
    }

    /**
     * When the window has a place. What did not fall to nothing leaves those that come next at most an interval apart: calls that
     * once went in a bunch would otherwise go so in each period, and what fell to nothing would wait for the next bunch.
     */
    private long place(QuotaRule rule, Urgency urgency, long ahead, long now) {
        long places = Math.min(1 + ahead, rule.window());
        long ready = free(rule, places, now);
        long next = urgency == Urgency.EMPTIED ? 0 : Math.min(EVEN, rule.window() - places);
        for (long i = 1; i <= next; i++) {
            ready = Math.max(ready, free(rule, places + i, now) - i * rule.interval());
        }
        return ready;
    }

    /** When the window has so many places. */
    private long free(QuotaRule rule, long places, long now) {
        long excess = inWindow(rule, now) + places - rule.window();
        long ready = now;
        for (Map.Entry<Long, Long> grain : calls.tailMap(oldest(rule, now)).entrySet()) {
            if (excess <= 0) {
                break;
            }
            excess -= grain.getValue();
            ready = (grain.getKey() + rule.grains() + 1) * rule.grain();
        }
        return ready;
    }

    private long inWindow(QuotaRule rule, long now) {
        return calls.tailMap(oldest(rule, now)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static long oldest(QuotaRule rule, long now) {
        return now / rule.grain() - rule.grains();
    }

    private long ahead(Urgency urgency, long now) {
        long ahead = 0;
        for (int i = 0; i < urgency.ordinal(); i++) {
            ahead += booked[i] > now ? 1 : 0;
        }
        return ahead;
    }

    private static long ceiling(long value, long by) {
        return -Math.floorDiv(-value, by);
    }
}
