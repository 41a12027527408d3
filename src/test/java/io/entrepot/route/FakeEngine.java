package io.entrepot.route;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import io.entrepot.channel.spi.Feed.FeedPage;
import io.entrepot.model.Aspect;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.Claim;
import io.entrepot.sync.FeedId;
import io.entrepot.sync.Inbound;
import io.entrepot.sync.Inbound.OrderReceived;
import io.entrepot.sync.Inbound.PageRead;
import io.entrepot.sync.LaneSignals;
import io.entrepot.sync.Outbound;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** A stand-in for the sync core: work is what a test owes, and all that the routes do with it is kept. */
public final class FakeEngine {

    public record Given(List<Claim> claims, Duration delay) {}

    public final List<Claim> published = new CopyOnWriteArrayList<>();
    public final List<Given> released = new CopyOnWriteArrayList<>();
    public final List<StorefrontId> reads = new CopyOnWriteArrayList<>();
    final List<Duration> every = new CopyOnWriteArrayList<>();
    /** So many reads find no quota first. */
    public final AtomicInteger withoutQuota = new AtomicInteger();

    private final AtomicBoolean rests = new AtomicBoolean();
    public final List<PageRead> accepted = new CopyOnWriteArrayList<>();
    public final Queue<PageRead> pages = new ConcurrentLinkedQueue<>();
    public final List<OrderReceived> received = new CopyOnWriteArrayList<>();
    private final Map<String, BlockingQueue<Claim>> owed = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private final List<String> endless = new CopyOnWriteArrayList<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile Consumer<List<Claim>> whilePublishing = claims -> {};
    private volatile Consumer<PageRead> whileAccepting = page -> {};
    private volatile Collection<StorefrontId> known = ids("mall-delta", "mall-absolute", "mall-cas");

    public static List<StorefrontId> ids(String... ids) {
        return Stream.of(ids).map(StorefrontId::new).toList();
    }

    public static Claim claim(long number) {
        return new Claim(number, number, 1, Instant.EPOCH);
    }

    public void know(String... ids) {
        known = ids(ids);
    }

    public void owe(String lane, Claim... claims) {
        owed(lane).addAll(List.of(claims));
    }

    /** From now on there is always work for the lane. */
    public void oweForEver(String lane) {
        endless.add(lane);
    }

    public void whilePublishing(Consumer<List<Claim>> hook) {
        whilePublishing = hook;
    }

    public void whileAccepting(Consumer<PageRead> hook) {
        whileAccepting = hook;
    }

    /** How many claims were published for the lane so far. */
    public long count(String lane) {
        return counts.computeIfAbsent(lane, key -> new AtomicLong()).get();
    }

    private BlockingQueue<Claim> owed(String lane) {
        return owed.computeIfAbsent(lane, key -> new LinkedBlockingQueue<>());
    }

    private static String lane(StorefrontId storefront, Aspect aspect) {
        return storefront + "/" + aspect.id();
    }

    public Outbound outbound() {
        Outbound outbound = mock(Outbound.class, withSettings().stubOnly());
        try {
            stub(outbound);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return outbound;
    }

    private void stub(Outbound outbound) throws InterruptedException {
        doAnswer(call -> {
                    awaitWork(lane(call.getArgument(0), call.getArgument(1)));
                    return false;
                })
                .when(outbound)
                .awaitWork(any(), any(), any());
        doAnswer(call -> take(lane(call.getArgument(0), call.getArgument(1)), call.getArgument(2)))
                .when(outbound)
                .claim(any(), any(), anyInt());
        doAnswer(call -> {
                    publish(lane(call.getArgument(0), call.getArgument(1)), call.getArgument(2));
                    return null;
                })
                .when(outbound)
                .publish(any(), any(), any());
        doAnswer(call -> released.add(new Given(call.getArgument(1), call.getArgument(2))))
                .when(outbound)
                .release(any(), any(), any());
    }

    private void awaitWork(String lane) throws InterruptedException {
        Claim next = owed(lane).poll(5, TimeUnit.MILLISECONDS);
        if (next != null) {
            owed(lane).add(next);
        }
    }

    private List<Claim> take(String lane, int most) {
        List<Claim> claims = new ArrayList<>();
        owed(lane).drainTo(claims, most);
        if (claims.isEmpty() && endless.contains(lane)) {
            claims.add(claim(numbers.incrementAndGet()));
        }
        return claims;
    }

    private void publish(String lane, List<Claim> claims) {
        whilePublishing.accept(claims);
        published.addAll(claims);
        counts.computeIfAbsent(lane, key -> new AtomicLong()).addAndGet(claims.size());
    }

    public Inbound inbound() {
        Inbound inbound = mock(Inbound.class, withSettings().stubOnly());
        try {
            stub(inbound);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return inbound;
    }

    private void stub(Inbound inbound) throws InterruptedException {
        doAnswer(call -> {
                    reads.add(call.<FeedId>getArgument(0).storefront());
                    every.add(call.getArgument(1));
                    rests.set(withoutQuota.getAndDecrement() > 0);
                    if (rests.get()) {
                        return Optional.empty();
                    }
                    return Optional.ofNullable(pages.poll());
                })
                .when(inbound)
                .read(any(), any());
        doAnswer(call -> rests.get() ? Duration.ofMillis(1) : Duration.ZERO)
                .when(inbound)
                .untilQuota(any());
        doAnswer(call -> {
                    accepted.add(call.getArgument(0));
                    whileAccepting.accept(call.getArgument(0));
                    return !pages.isEmpty();
                })
                .when(inbound)
                .accept(any());
        doAnswer(call -> awaitReceived(call.getArgument(1))).when(inbound).awaitReceived(any(), anyLong(), any());
    }

    private Optional<OrderReceived> awaitReceived(long after) throws InterruptedException {
        new LinkedBlockingQueue<>().poll(5, TimeUnit.MILLISECONDS);
        return received.stream().filter(order -> order.sequence() > after).findFirst();
    }

    public static PageRead page(String storefront, long version) {
        FeedPage page = new FeedPage(List.of(), null, OptionalInt.empty(), Instant.EPOCH);
        return new PageRead(
                FeedId.orders(new StorefrontId(storefront)),
                version,
                Instant.EPOCH,
                Instant.EPOCH,
                Duration.ZERO,
                page,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    public KnownStorefronts known() {
        return () -> known;
    }

    /** Puts the engine where the components look for it. */
    public FakeEngine in(CamelContext context) {
        context.getRegistry().bind("outbound", Outbound.class, outbound());
        context.getRegistry().bind("inbound", Inbound.class, inbound());
        context.getRegistry().bind("signals", LaneSignals.class, new LaneSignals());
        context.getRegistry().bind("known", KnownStorefronts.class, known());
        return this;
    }
}
