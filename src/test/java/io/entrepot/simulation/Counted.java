package io.entrepot.simulation;

import io.entrepot.channel.quota.CallEnd;
import io.entrepot.channel.quota.RateBudget;
import io.entrepot.channel.spi.AccessTokens;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.CallTerms;
import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.ChannelOrder;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.ListingTarget;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.NotSent;
import io.entrepot.channel.spi.OrderSource;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.PriceSource;
import io.entrepot.channel.spi.PriceTarget;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.StockTarget;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.model.StorefrontId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A shop as a process sees it: no call is made without quota, and the budget is told how each one ended. As with calls over
 * HTTP, where who refuses says nothing of when to come again, the lane comes again after a second.
 *
 * @param hurried by which it may be held up between its quota and its call
 */
record Counted(Shop shop, RateBudget budget, AccessTokens tokens, Clock clock, Clock hurried)
        implements Storefront, StockTarget, OrderSource, ListingTarget, PriceTarget, PriceSource {

    private static final Duration UNNAMED_WAIT = Duration.ofSeconds(1);

    /** With a token, where the shop wants one: if that is over, nothing was done, and it is sent once more with another. */
    private <T> T counted(String operation, Desk.Call<T> call) throws IOException {
        Desk desk = shop.desk;
        if (desk == null) {
            return made(operation, call);
        }
        String token = token(desk);
        try {
            return desk.with(token, () -> made(operation, call));
        } catch (CallRefused refused) {
            if (!refused.code().equals(Desk.OVER)) {
                throw refused;
            }
            tokens.refused(token);
            return desk.with(token(desk), () -> made(operation, call));
        }
    }

    private String token(Desk desk) throws IOException {
        return tokens.get(shop.id, () -> made("token", desk::ask));
    }

    private <T> T made(String operation, Desk.Call<T> call) throws IOException {
        StorefrontId id = new StorefrontId(shop.id);
        Instant asked = clock.instant();
        Duration wait =
                budget.tryTake(id, operation, CallTerms.current().saidUrgency().orElse(Urgency.URGENT));
        if (!wait.isZero()) {
            shop.waited(operation, wait);
            throw new QuotaExhausted(operation, wait);
        }
        try {
            CallTerms.current().check(hurried, shop.patience);
            T answer = call.make();
            budget.ended(id, operation, new CallEnd(asked, clock.instant(), false, null, null));
            return answer;
        } catch (QuotaExhausted refused) {
            Duration asks = refused.waitFor();
            budget.ended(id, operation, new CallEnd(asked, clock.instant(), true, asks.isZero() ? null : asks, null));
            throw new QuotaExhausted(operation, asks.isZero() ? UNNAMED_WAIT : asks);
        } catch (IOException failure) {
            budget.ended(id, operation, new CallEnd(asked, clock.instant(), false, null, null));
            throw failure;
        }
    }

    @Override
    public <C extends Capability> Optional<C> capability(Class<C> type) {
        boolean ofListings = type == ListingTarget.class || type == PriceTarget.class || type == PriceSource.class;
        boolean unneeded = type == PriceSource.class && shop.answers;
        return type.isInstance(this) && (shop.assortment != null || !ofListings) && !unneeded
                ? Optional.of(type.cast(this))
                : Optional.empty();
    }

    @Override
    public void close() {}

    @Override
    public StockRules rules(ListingKey listing) {
        return shop.rules;
    }

    @Override
    public int batchSize() {
        return Shop.BATCH;
    }

    @Override
    public Map<ListingKey, Long> read(List<ListingKey> listings) throws IOException {
        return counted("stock", () -> shop.read(listings));
    }

    @Override
    public List<Outcome> write(List<StockWrite> writes) {
        return each(writes, "stock", () -> shop.write(writes));
    }

    @Override
    public Published publish(ItemDraft draft) {
        AtomicReference<Published> published = new AtomicReference<>();
        Outcome outcome = written("content", () -> {
                    published.set(assortment().publish(draft));
                    return List.of(published.get().outcome());
                })
                .get(0);
        boolean answered = outcome instanceof Outcome.Applied || outcome instanceof Outcome.Accepted;
        return answered ? published.get() : Published.failed(outcome);
    }

    @Override
    public Map<String, Listed> find(List<String> skuCodes) throws IOException {
        return counted("content", () -> assortment().find(skuCodes));
    }

    @Override
    public List<Outcome> setPrices(List<PriceWrite> writes) {
        return each(writes, "prices", () -> assortment().setPrices(writes));
    }

    @Override
    public Map<ListingKey, Money> prices(List<ListingKey> listings) throws IOException {
        return counted("prices", () -> assortment().prices(listings));
    }

    private List<Outcome> each(List<?> writes, String operation, Desk.Call<List<Outcome>> call) {
        List<Outcome> outcomes = written(operation, call);
        return outcomes.size() == writes.size() ? outcomes : Collections.nCopies(writes.size(), outcomes.get(0));
    }

    /** What became of each, or of all of them together. */
    private List<Outcome> written(String operation, Desk.Call<List<Outcome>> call) {
        try {
            return counted(operation, () -> {
                List<Outcome> outcomes = call.make();
                if (outcomes.get(0) instanceof Outcome.Throttled throttled) {
                    throw new QuotaExhausted(operation, throttled.retryAfter());
                }
                if (outcomes.get(0) instanceof Outcome.NotDone undone
                        && undone.code().equals(Desk.OVER)) {
                    throw new CallRefused(Desk.OVER, undone.message(), true);
                }
                return outcomes;
            });
        } catch (CallRefused refused) {
            return List.of(refused.outcome());
        } catch (QuotaExhausted exhausted) {
            return List.of(new Outcome.Throttled(exhausted.waitFor()));
        } catch (NotSent late) {
            return List.of(new Outcome.NotDone(Shop.CLOSED, String.valueOf(late.getMessage())));
        } catch (IOException e) {
            throw new IllegalStateException("a write of this shop says itself what became of it", e);
        }
    }

    private Assortment assortment() {
        return Objects.requireNonNull(shop.assortment);
    }

    @Override
    public FeedRules feedRules() {
        return shop.feedRules();
    }

    @Override
    public FeedPage page(Instant from, Instant to, @Nullable String token) throws IOException {
        return counted("orders", () -> shop.page(from, to, token));
    }

    @Override
    public ChannelOrder parse(String payload) throws MalformedRecord {
        return shop.parse(payload);
    }

    @Override
    public RawRecord fetch(String orderNo) throws IOException {
        return counted("orders", () -> shop.fetch(orderNo));
    }
}
