package io.entrepot.channel.quota;

import io.entrepot.channel.quota.Heard.Kind;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Quota;
import io.entrepot.model.StorefrontId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All that a call counts against: its operation's quota, and the storefront's where it has one. Whoever keeps the tallies, in
 * this process or for all nodes, reads them, lets this change them, and writes them back in one step.
 */
public final class Tallies {

    private static final long MOST_THOUSANDTHS = 1_000_000;
    private static final long THOUSANDTHS_OF_MILLIONTHS = 1000;

    private record Entry(Subject subject, Tally tally) {
        QuotaRule rule() {
            return subject.rule(tally.thousandths);
        }
    }

    /** What is counted under a name. The name holds the quota's numbers, so that a changed quota is counted anew. */
    public record Subject(String name, String operation, Optional<Quota> quota) {
        private QuotaRule rule(long thousandths) {
            return quota.map(it -> QuotaRule.of(it, thousandths)).orElse(QuotaRule.UNLIMITED);
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final long now;

    private Tallies(long now) {
        this.now = now;
    }

    /** What a call of that operation counts against. */
    public static List<Subject> subjects(Quotas quotas, StorefrontId storefront, String operation) {
        List<Subject> subjects = new ArrayList<>();
        subjects.add(subject(storefront, operation, quotas.of(storefront, operation)));
        quotas.of(storefront, Quota.ALL)
                .filter(all -> !operation.equals(Quota.ALL))
                .ifPresent(all -> subjects.add(subject(storefront, Quota.ALL, Optional.of(all))));
        return subjects;
    }

    private static Subject subject(StorefrontId storefront, String operation, Optional<Quota> quota) {
        String numbers = quota.map(it -> ":" + it.calls() + "/" + it.period() + "/" + it.burst())
                .orElse("");
        return new Subject(storefront + ":" + operation + numbers, operation, quota);
    }

    /**
     * The tallies as they were written down.
     *
     * @param lines one for each subject; null, or what no tally wrote, is a tally that starts empty
     */
    public static Tallies read(List<Subject> subjects, List<@Nullable String> lines, Instant now) {
        Tallies tallies = new Tallies(nanos(now));
        for (int i = 0; i < subjects.size(); i++) {
            tallies.add(subjects.get(i), TallyText.read(lines.get(i)).orElse(null));
        }
        return tallies;
    }

    static Tallies of(List<Subject> subjects, List<@Nullable Tally> known, Instant now) {
        Tallies tallies = new Tallies(nanos(now));
        for (int i = 0; i < subjects.size(); i++) {
            tallies.add(subjects.get(i), known.get(i));
        }
        return tallies;
    }

    private void add(Subject subject, @Nullable Tally known) {
        QuotaRule declared = subject.rule(QuotaRule.DECLARED);
        Tally tally = known == null ? Tally.empty(declared, now) : known;
        Entry entry = new Entry(subject, tally);
        entries.add(tally.isOfTheFuture(entry.rule(), now) ? new Entry(subject, Tally.empty(declared, now)) : entry);
    }

    /** The tallies as they are now, in the order of the subjects. */
    public List<String> lines() {
        return entries.stream().map(entry -> TallyText.of(entry.tally)).toList();
    }

    List<Tally> tallies() {
        return entries.stream().map(Entry::tally).toList();
    }

    /** Takes one call. Zero when it was taken; else how long to wait, and the call after that is kept for who asks. */
    public Duration take(Urgency urgency) {
        Duration wait = look(urgency);
        for (Entry entry : entries) {
            if (wait.isZero()) {
                entry.tally.take(entry.rule(), urgency, now);
            } else {
                long ready = entry.tally.ready(entry.rule(), urgency, now);
                if (ready > now) {
                    entry.tally.book(urgency, ready);
                }
            }
        }
        return wait;
    }

    /** How long to wait for a call; zero when it could be taken at once. */
    public Duration look(Urgency urgency) {
        long ready = entries.stream()
                .mapToLong(entry -> entry.tally.ready(entry.rule(), urgency, now))
                .max()
                .orElse(now);
        return ready > now ? Duration.ofNanos(ready - now) : Duration.ZERO;
    }

    /** How many calls could be taken at once. */
    public long left() {
        return entries.stream()
                .mapToLong(entry -> entry.tally.left(entry.rule(), now))
                .min()
                .orElse(0);
    }

    /** Gives nothing out before that instant. */
    public void pause(Instant until) {
        entries.forEach(entry -> entry.tally.pause(entry.rule(), nanos(until)));
    }

    /** Notes that calls may go out until then that are not counted here. */
    public void startEmpty(Instant from) {
        entries.forEach(entry -> entry.tally.startEmpty(entry.rule(), nanos(from)));
    }

    /**
     * Notes how a call ended.
     *
     * @return whether that changed anything
     */
    public boolean end(CallEnd end) {
        boolean changed = false;
        for (Entry entry : entries) {
            changed |= entry.tally.ended(entry.rule(), nanos(end.asked()), nanos(end.ended()));
        }
        Duration asked = end.retryAfter();
        if (asked != null && !asked.isZero()) {
            pause(end.ended().plus(asked));
        } else if (end.refused()) {
            entries.forEach(entry -> entry.tally.refused(entry.rule(), nanos(end.ended())));
        }
        Heard heard = end.heard();
        boolean learnt = heard != null && hear(heard, end);
        return changed || learnt || end.asksForAPause();
    }

    /** An answer speaks of the quota it names; else of its operation's, or of the storefront's where that has none. */
    private boolean hear(Heard heard, CallEnd end) {
        boolean changed = false;
        List<Entry> limited = entries.stream()
                .filter(each -> each.subject.quota().isPresent())
                .toList();
        Entry entry = limited.stream()
                .filter(each -> each.subject.operation().equals(heard.policy()))
                .findFirst()
                .orElse(limited.isEmpty() ? null : limited.get(0));
        if (entry != null) {
            if (heard.limitMillionths().isPresent()) {
                long limit = thousandths(
                        heard.kind(),
                        heard.limitMillionths().getAsLong(),
                        entry.subject.quota().orElseThrow());
                changed = limit != entry.tally.thousandths;
                entry.tally.thousandths = limit;
            }
            if (heard.left().isPresent()) {
                Instant reset = heard.reset();
                changed |= entry.tally.heard(
                        entry.rule(), heard.left().getAsLong(), nanos(end.asked()), reset == null ? 0 : nanos(reset));
            }
        }
        return changed;
    }

    private static long thousandths(Kind kind, long limitMillionths, Quota declared) {
        long thousandths =
                switch (kind) {
                    case WINDOW ->
                        limitMillionths / THOUSANDTHS_OF_MILLIONTHS / Math.max(declared.calls(), declared.burst());
                    case BUCKET -> limitMillionths / THOUSANDTHS_OF_MILLIONTHS / declared.burst();
                    case PER_SECOND ->
                        limitMillionths
                                * declared.period().toMillis()
                                / THOUSANDTHS_OF_MILLIONTHS
                                / TimeUnit.SECONDS.toMillis(1)
                                / declared.calls();
                };
        return Math.max(1, Math.min(MOST_THOUSANDTHS, thousandths));
    }

    private static long nanos(Instant instant) {
        return Math.addExact(TimeUnit.SECONDS.toNanos(instant.getEpochSecond()), instant.getNano());
    }
}
