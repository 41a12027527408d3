package io.entrepot.simulation;

import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.Quota;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.ListingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A storefront of the world: its shelf, its orders, and its calls with all that may go wrong in them. */
final class Shop implements StockTarget, OrderSource {

    static final int BATCH = 2;

    private static final Duration HARD_TIMEOUT = Duration.ofSeconds(10);
    static final Duration TRANSIT = Duration.ofSeconds(5);
    static final ErrorCode CLOSED = new ErrorCode("ENT-3999");

    /** After which time whoever calls takes the outcome for unknown. */
    Duration patience = HARD_TIMEOUT;

    /** How long a call takes each way, at most. */
    Duration leg = Duration.ofMillis(400);

    /** How late the next order will be seen. Null: only some orders are late. */
    @Nullable
    Duration late;

    /** Records on a page of the feed. */
    int page = 3;

    /** What may be shown at most right after a write that was decided now. */
    Function<String, OptionalLong> limit = sku -> OptionalLong.empty();

    /** Units that the storefront has lowered by itself, less those it gave back, of all its orders. */
    final Map<String, Long> taken = new HashMap<>();

    /** An absolute write knows nothing of what is sold after the look that it was computed from. */
    private final Map<String, Long> takenWhenRead = new HashMap<>();

    /** SKUs of which a write was acknowledged and not done, or that somebody has set by hand. */
    private final Set<String> unknowable = new HashSet<>();

    private Instant closedUntil = Instant.EPOCH;

    /** Where it gives the tokens that its calls need; null when they need none. */
    @Nullable
    Desk desk;

    /** Whether a write's answer carries what is shown. */
    boolean answers = true;

    /** Whether what somebody sets by hand there counts, and the store takes it over. */
    boolean ownsStock;

    long calls;

    /** Its listings and their prices, where these are kept in step. */
    final @Nullable Assortment assortment;

    /** What its calls are counted at, and what we were told of that. */
    private final List<Turnstile> turnstiles = new ArrayList<>();

    private final List<Quota> told = new ArrayList<>();

    final String id;
    final StockRules rules;
    final Duration skew;
    final Duration grain;
    final Map<String, Long> shelf = new TreeMap<>();
    final Map<String, Book> books = new LinkedHashMap<>();
    private final Map<String, ChannelOrder> revisions = new HashMap<>();
    private final Map<ChannelOrder, String> numbers = new HashMap<>();
    private int changes;
    private int changesAtFirstPage;
    private final World world;
    private final Duration longestWindow;
    private final Paging paging;
    private final boolean pushes;
    private BiConsumer<String, RawRecord> listener = (shop, record) -> {};

    /** How the feed's pages are told apart. */
    private enum Paging {
        /** By number, with a count; the last is read first. */
        COUNTED,
        /** By number, without a count; the last is read first. */
        UNCOUNTED,
        /** Each names the last record of the one before. */
        KEYED
    }

    Shop(String id, StockRules rules, Duration skew, Duration grain, World world) {
        this(id, rules, skew, grain, world, false);
    }

    Shop(String id, StockRules rules, Duration skew, Duration grain, World world, boolean lists) {
        this.assortment = lists ? new Assortment(this, world) : null;
        this.id = id;
        this.rules = rules;
        this.skew = skew;
        this.grain = grain;
        this.world = world;
        this.longestWindow = world.upTo(Duration.ofMinutes(3)).plusSeconds(60).plus(rules.visibilityLag());
        this.paging = Paging.values()[world.chance.nextInt(rules.visibilityLag().isZero() ? 3 : 2) * 2 % 3];
        this.pushes = world.chance.nextInt(3) == 0;
    }

    /** An order as the shop keeps it, and what its feed shows of it, which may be an older revision for a while. */
    static final class Book {
        ChannelOrder order;
        private final Deque<Shown> shown = new ArrayDeque<>();

        private record Shown(ChannelOrder order, Instant from) {}

        Book(ChannelOrder order, Instant visibleFrom) {
            this.order = order;
            change(order, visibleFrom);
        }

        void change(ChannelOrder newest, Instant visibleFrom) {
            order = newest;
            shown.addFirst(new Shown(newest, visibleFrom));
        }

        Optional<ChannelOrder> visible(Instant now) {
            return shown.stream()
                    .filter(each -> !each.from().isAfter(now))
                    .findFirst()
                    .map(Shown::order);
        }
    }

    /** The shop's clock, cut to its grain. */
    Instant now() {
        long millis = world.time.instant().plus(skew).toEpochMilli();
        long step = Math.max(1, grain.toMillis());
        return Instant.ofEpochMilli(millis - Math.floorMod(millis, step));
    }

    void listen(BiConsumer<String, RawRecord> to) {
        listener = to;
    }

    void change(ChannelOrder order) {
        changes++;
        Instant visible = world.time.instant().plus(lateness());
        Book book = books.get(order.orderNo());
        if (book == null) {
            books.put(order.orderNo(), new Book(order, visible));
        } else {
            book.change(order, visible);
        }
        if (pushes) {
            push(order);
        }
        world.say(id + " order " + order.orderNo() + " " + order.state() + " "
                + order.lines().stream()
                        .map(line -> line.channelSkuId() + "x" + line.quantity() + "-" + line.cancelled())
                        .toList()
                + " shelf " + shelf);
    }

    private Duration lateness() {
        if (late != null) {
            return late;
        }
        boolean strikes = !rules.visibilityLag().isZero() && world.strikes(Happening.LATE_VISIBLE, 200);
        return strikes ? world.upTo(rules.visibilityLag()) : Duration.ZERO;
    }

    /** The storefront sends the revision by itself: perhaps never, late, or twice. */
    private void push(ChannelOrder order) {
        if (world.strikes(Happening.PUSH_LOST, 85)) {
            return;
        }
        RawRecord told = record(order);
        Duration longest = Duration.ofSeconds(world.strikes(Happening.PUSH_LATE, 110) ? 60 : 2);
        world.time.in(world.upTo(longest), () -> listener.accept(id, told));
        if (world.strikes(Happening.PUSH_TWICE, 115)) {
            world.time.in(world.upTo(longest), () -> listener.accept(id, told));
        }
    }

    /** From now on it takes no more calls than that. */
    void keep(Quota quota, boolean told) {
        turnstiles.add(new Turnstile(quota, told, world.luck));
        if (told) {
            this.told.add(quota);
        }
    }

    /** The quotas that it has told of. */
    Collection<Quota> told() {
        return told;
    }

    /** What its calls are counted at. */
    Collection<Turnstile> turnstiles() {
        return turnstiles;
    }

    /** There was no quota for a call. */
    void waited(String operation, Duration wait) {
        if (!world.isCalm() && !told.isEmpty()) {
            world.note(Happening.QUOTA_BOUND);
        }
        world.say(id + " no quota for " + operation + " for " + wait);
    }

    /**
     * A call has come, and counts.
     *
     * @return how long to wait when it is refused, zero when that is not said; or null when it is taken
     */
    @Nullable
    Duration refuses(String operation, int perMille) {
        Instant now = world.time.instant();
        List<Turnstile> here =
                turnstiles.stream().filter(each -> each.isFor(operation)).toList();
        for (Turnstile each : here) {
            if (!each.hasRoom(now)) {
                if (!each.mayBeHit(now)) {
                    world.failed(id + " had to refuse a call of " + operation + ": " + each);
                }
                return throttled(each.retryAfter(now));
            }
        }
        here.forEach(each -> each.pass(now));
        return world.strikes(Happening.THROTTLED, perMille) ? throttled(Duration.ofSeconds(2)) : null;
    }

    /** A call is under way for longer than its sender counts it, or its sender has died. */
    void loseCountOfACall() {
        turnstiles.forEach(each -> each.stray(world.time.instant()));
    }

    /** Whoever called waits until his patience ends, or the connection breaks at once. */
    void leaveUnanswered(Instant begin) {
        loseCountOfACall();
        Duration rest = Duration.between(world.time.instant(), begin.plus(patience));
        boolean cut = world.luck.nextInt(4) == 0;
        if (!cut && !rest.isNegative() && !rest.isZero()) {
            world.time.hold(rest);
        }
    }

    private Duration throttled(Duration retryAfter) {
        if (world.luck.nextBoolean()) {
            world.note(Happening.THROTTLED_WITHOUT_A_WORD);
            return Duration.ZERO;
        }
        return retryAfter;
    }

    @Override
    public StockRules rules(ListingKey listing) {
        return rules;
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public Map<ListingKey, Long> read(List<ListingKey> listings) throws IOException {
        return call("read " + skus(listings), () -> {
            Map<ListingKey, Long> shown = new LinkedHashMap<>();
            listings.forEach(key -> {
                shown.put(key, shelf.get(key.channelSkuId()));
                takenWhenRead.put(key.channelSkuId(), taken.getOrDefault(key.channelSkuId(), 0L));
            });
            return shown;
        });
    }

    private static List<String> skus(List<ListingKey> listings) {
        return listings.stream().map(ListingKey::channelSkuId).toList();
    }

    private static String operation(String what) {
        return switch (what.substring(0, 4)) {
            case "read" -> "stock";
            case "find" -> "content";
            case "ask " -> "prices";
            default -> "orders";
        };
    }

    /** A call that changes nothing: answered, or lost. */
    <T> T call(String what, Supplier<T> work) throws IOException {
        calls += what.startsWith("page") ? 0 : 1;
        Instant begin = world.time.instant();
        world.time.hold(world.upTo(leg));
        if (world.strikes(Happening.SLOW_TO_BEGIN, 10)) {
            world.time.hold(world.upTo(patience.minusSeconds(1)));
            loseCountOfACall();
        }
        Duration refused = refuses(operation(what), 4);
        if (refused != null) {
            throw new QuotaExhausted(what, refused);
        }
        if (isTokenOver()) {
            throw new CallRefused(Desk.OVER, "the token is over", true);
        }
        if (isClosed()) {
            throw new IOException("closed for a while");
        }
        if (world.strikes(Happening.LOST_BEFORE_COMMIT, 10)) {
            loseCountOfACall();
            world.time.hold(patience);
            throw new IOException("no answer to " + what);
        }
        T done;
        try {
            done = work.get();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (!what.startsWith("page")) {
            world.say(id + " " + what + " -> " + done);
        }
        if (world.strikes(Happening.STALL, 6)) {
            loseCountOfACall();
            world.time.hold(world.upTo(Duration.ofSeconds(90)));
        }
        world.time.hold(world.upTo(leg));
        if (world.time.instant().isAfter(begin.plus(patience))) {
            throw new IOException(what + " took too long");
        }
        return done;
    }

    @Override
    public List<Outcome> write(List<StockWrite> writes) {
        calls++;
        List<Outcome> outcomes = new ArrayList<>();
        Map<String, OptionalLong> limits = new HashMap<>();
        Map<String, Long> then = Map.copyOf(takenWhenRead);
        writes.forEach(write -> limits.put(
                write.listing().channelSkuId(), limit.apply(write.listing().channelSkuId())));
        Instant begin = world.time.instant();
        world.time.hold(world.upTo(leg));
        Duration refused = refuses("stock", 60);
        if (refused != null) {
            writes.forEach(write -> outcomes.add(new Outcome.Throttled(refused)));
            return outcomes;
        }
        if (isTokenOver()) {
            writes.forEach(write -> outcomes.add(new Outcome.NotDone(Desk.OVER, "the token is over")));
            return outcomes;
        }
        if (isClosed() || world.strikes(Happening.UNAVAILABLE, 92)) {
            writes.forEach(write -> outcomes.add(new Outcome.NotDone(CLOSED, "closed for a moment")));
            return outcomes;
        }
        if (world.strikes(Happening.LOST_BEFORE_COMMIT, 20)) {
            return lost(writes, patience);
        }
        if (world.strikes(Happening.LATE_COMMIT, 145)) {
            world.time.at(
                    begin.plus(world.upTo(patience.plus(TRANSIT).minusMillis(500))),
                    () -> writes.forEach(write -> commit(write, " late", then)));
            return lost(writes, patience.minus(Duration.between(begin, world.time.instant())));
        }
        for (StockWrite write : writes) {
            String sku = write.listing().channelSkuId();
            long before = Objects.requireNonNull(shelf.get(sku));
            outcomes.add(
                    world.strikes(Happening.PARTIAL_BATCH, 235)
                            ? new Outcome.NotDone(CLOSED, "somebody is editing it")
                            : world.strikes(Happening.NOT_APPLIED, 450) ? ignore(write) : commit(write, "", then));
            long after = Objects.requireNonNull(shelf.get(sku));
            long most = Objects.requireNonNull(limits.get(sku)).orElse(Long.MAX_VALUE);
            boolean knowable = !unknowable.contains(sku);
            if (knowable && after > before && after > Math.max(0, most - taken(sku))) {
                world.failed(id + " was raised from " + before + " to " + after + " of " + sku
                        + ", which gives back what it had sold: of "
                        + most + " that were known to be for it it took " + taken(sku) + " itself");
            }
        }
        if (world.strikes(Happening.STALL, 6)) {
            loseCountOfACall();
            world.time.hold(world.upTo(Duration.ofSeconds(90)));
        }
        if (world.strikes(Happening.LOST_AFTER_COMMIT, 265)) {
            return lost(writes, patience);
        }
        world.time.hold(world.upTo(leg));
        return world.time.instant().isAfter(begin.plus(patience)) ? lost(writes, Duration.ZERO) : outcomes;
    }

    /** It is acknowledged and not done. Until somebody looks, nobody can know. */
    private Outcome ignore(StockWrite write) {
        unknowable.add(write.listing().channelSkuId());
        return Outcome.Applied.SILENT;
    }

    /** Somebody sets what is shown by hand, on the shop's own page. */
    void clerkSets(String sku, long quantity) {
        world.note(Happening.CLERK);
        unknowable.add(sku);
        shelf.put(sku, quantity);
        world.say(id + " clerk sets " + sku + " shelf " + shelf);
    }

    boolean isTokenOver() {
        return desk != null && !desk.takes();
    }

    /** Nothing is answered but that nothing is done, for some time. */
    boolean isClosed() {
        if (world.strikes(Happening.CLOSED_FOR_LONG, 5)) {
            closedUntil = world.time.instant().plus(world.upTo(Duration.ofSeconds(20)));
        }
        return !world.isCalm() && world.time.instant().isBefore(closedUntil);
    }

    private long taken(String sku) {
        return taken.getOrDefault(sku, 0L);
    }

    private List<Outcome> lost(List<StockWrite> writes, Duration wait) {
        loseCountOfACall();
        if (!wait.isNegative() && !wait.isZero()) {
            world.time.hold(wait);
        }
        return writes.stream()
                .map(write -> (Outcome) new Outcome.Unknown("no answer"))
                .toList();
    }

    /** What an absolute write does not know of, because it was sold after the look, is on sale again. */
    private Outcome commit(StockWrite write, String how, Map<String, Long> takenThen) {
        String sku = write.listing().channelSkuId();
        long shown = Objects.requireNonNull(shelf.get(sku));
        Outcome outcome;
        if (write instanceof StockWrite.Delta delta) {
            long result = shown + delta.change();
            if (result < 0 && rules.tooLarge() == TooLarge.REFUSES) {
                outcome = new Outcome.Changed();
            } else {
                if (result < 0) {
                    world.note(Happening.CLAMPED);
                }
                shelf.put(sku, Math.max(0, result));
                outcome = answer(sku);
            }
        } else if (write instanceof StockWrite.CompareAndSet compare) {
            if (shown != compare.expected()) {
                outcome = new Outcome.Changed();
            } else {
                shelf.put(sku, compare.quantity());
                outcome = answer(sku);
            }
        } else {
            shelf.put(sku, ((StockWrite.Absolute) write).quantity());
            taken.merge(sku, takenThen.getOrDefault(sku, 0L), Math::min);
            outcome = answer(sku);
        }
        world.say(id + " " + write + how + ": " + shown + " -> " + shelf.get(sku));
        return outcome;
    }

    private Outcome answer(String sku) {
        return answers && rules.appliesWithin().isZero()
                ? Outcome.Applied.showing(Objects.requireNonNull(shelf.get(sku)))
                : Outcome.Applied.SILENT;
    }

    @Override
    public FeedRules feedRules() {
        return new FeedRules(rules.visibilityLag().plus(grain).plusMillis(50), longestWindow);
    }

    @Override
    public FeedPage page(Instant from, Instant to, @Nullable String token) throws IOException {
        return call("page " + from + ".." + to + " " + token, () -> {
            touch(window(from, to), token != null);
            List<ChannelOrder> all = window(from, to);
            if (token == null) {
                changesAtFirstPage = changes;
            } else if (changes > changesAtFirstPage) {
                world.note(Happening.SHIFTED_PAGE);
            }
            FeedPage page = paging == Paging.KEYED ? after(all, token) : numbered(all, token);
            noteClock(page);
            if (world.strikes(Happening.BROKEN_PAGE, 10)) {
                throw new UncheckedIOException(new IOException("the page ends in its middle"));
            }
            return page;
        });
    }

    private List<ChannelOrder> window(Instant from, Instant to) {
        return books.values().stream()
                .flatMap(book -> book.visible(world.time.instant()).stream())
                .filter(order ->
                        !order.changedAt().isBefore(from) && !order.changedAt().isAfter(to))
                .sorted(Comparator.comparing(ChannelOrder::changedAt).thenComparing(ChannelOrder::orderNo))
                .toList();
    }

    /**
     * While a page is on its way something of an order changes that matters to nobody. It leaves its place, or the window: the newest one,
     * which may never have been seen, or the oldest one, so that all behind it move up.
     */
    private void touch(List<ChannelOrder> window, boolean further) {
        if (window.isEmpty() || world.isCalm() || world.luck.nextInt(further ? 3 : 12) > 0) {
            return;
        }
        ChannelOrder seen = window.get(further ? 0 : window.size() - 1);
        ChannelOrder order = Objects.requireNonNull(books.get(seen.orderNo())).order;
        change(new ChannelOrder(
                order.orderNo(),
                order.state(),
                now(),
                order.placedAt(),
                order.paidAt(),
                order.cancelledAt(),
                order.total(),
                order.buyer(),
                order.address(),
                order.lines(),
                order.refundRequestedAt()));
    }

    /** What changes while the pages are read moves to the end, so that the last page is read first. */
    private FeedPage numbered(List<ChannelOrder> all, @Nullable String token) {
        int last = Math.max(0, (all.size() - 1) / page);
        int number = token == null ? last : Math.min(Integer.parseInt(token), last);
        String next = number == 0 ? null : String.valueOf(number - 1);
        OptionalInt total = paging == Paging.COUNTED ? OptionalInt.of(all.size()) : OptionalInt.empty();
        return new FeedPage(records(all, number * page), next, total, now(), grain);
    }

    private FeedPage after(List<ChannelOrder> all, @Nullable String token) {
        List<ChannelOrder> rest = all.stream()
                .filter(order -> token == null || key(order).compareTo(token) > 0)
                .toList();
        String next = rest.size() > page ? key(rest.get(page - 1)) : null;
        return new FeedPage(records(rest, 0), next, OptionalInt.empty(), now(), grain);
    }

    private static String key(ChannelOrder order) {
        return order.changedAt().toEpochMilli() + "/" + order.orderNo();
    }

    private List<RawRecord> records(List<ChannelOrder> all, int from) {
        List<RawRecord> records = new ArrayList<>();
        List<ChannelOrder> some = all.subList(Math.min(all.size(), from), Math.min(all.size(), from + page));
        boolean cut = paging == Paging.COUNTED && !some.isEmpty() && world.strikes(Happening.SHORT_PAGE, 104);
        some.subList(cut ? 1 : 0, some.size()).forEach(order -> {
            records.add(world.strikes(Happening.UNKNOWN_STATUS, 37) ? unknown(order) : record(order));
            if (world.strikes(Happening.DUPLICATE_RECORD, 50)) {
                records.add(record(order));
            }
        });
        return records;
    }

    private void noteClock(FeedPage page) {
        if (!world.isCalm() && !page.records().isEmpty()) {
            if (!skew.isZero()) {
                world.note(Happening.SKEWED_CLOCK);
            }
            if (!grain.isZero()) {
                world.note(Happening.COARSE_CLOCK);
            }
        }
    }

    private RawRecord unknown(ChannelOrder order) {
        return new RawRecord(order.orderNo(), "?" + record(order).payload());
    }

    private RawRecord record(ChannelOrder order) {
        String payload = numbers.computeIfAbsent(order, fresh -> order.orderNo() + "@" + numbers.size());
        revisions.put(payload, order);
        return new RawRecord(order.orderNo(), payload);
    }

    @Override
    public ChannelOrder parse(String payload) throws MalformedRecord {
        if (payload.startsWith("?")) {
            throw new MalformedRecord("a state that nobody knows");
        }
        return Objects.requireNonNull(revisions.get(payload), payload);
    }

    @Override
    public RawRecord fetch(String orderNo) throws IOException {
        return call("fetch " + orderNo, () -> record(Objects.requireNonNull(books.get(orderNo)).order));
    }
}
