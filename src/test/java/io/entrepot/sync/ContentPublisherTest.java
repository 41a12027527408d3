package io.entrepot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.spi.Capability;
import io.entrepot.channel.spi.ListingTarget;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.model.Aspect;
import io.entrepot.model.ListingKey;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.ContentBook.ClaimedSku;
import io.entrepot.sync.ContentBook.ItemCase;
import io.entrepot.sync.ContentBook.Step;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentPublisherTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final StorefrontId SHOP = new StorefrontId("shop");
    private static final Claim CLAIM = new Claim(1, 2, 3, NOW.plusSeconds(60));

    private final List<Settlement> settled = new ArrayList<>();

    @Test
    void whatIsLiveIsVerified() {
        Settlement settlement = publish(null);

        assertThat(settlement.verified()).isTrue();
        assertThat(settlement.dueAt()).isNull();
    }

    @Test
    void whatALostCallMayStillUndoIsSentAgainWhenThatCanNoLongerArrive() {
        Instant lost = NOW.plusSeconds(7);

        Settlement settlement = publish(lost);

        assertThat(settlement.verified()).isFalse();
        assertThat(settlement.accepted()).isEqualTo(9);
        assertThat(settlement.dueAt()).isAfter(lost).isBefore(lost.plusSeconds(1));
    }

    private Settlement publish(@Nullable Instant olderMayLandUntil) {
        ListingTarget.SkuDraft sku = new ListingTarget.SkuDraft("cup-1", "sku", null, Map.of(), 1250);
        ListingTarget.ItemDraft draft = new ListingTarget.ItemDraft("cup", "item", "Cup", "", "", null, List.of(sku));
        ClaimedSku claimed = new ClaimedSku(CLAIM, "cup-1", 9, 0, "CNY", true, olderMayLandUntil);
        ContentBook book = new ContentBook() {
            @Override
            public List<ItemCase> open(StorefrontId storefront, List<Claim> claims, Instant now, Instant lastArrival) {
                return List.of(new ItemCase(draft, List.of(claimed), Step.PUBLISH, ""));
            }

            @Override
            public void listed(StorefrontId storefront, Map<String, ListingTarget.Listed> bySku, Instant createdAt) {}
        };
        new ContentPublisher(book, new Settlements(), CallTimes.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC))
                .publish(
                        new OpenStorefront(SHOP, new Listing(), Set.of(Aspect.CONTENT), true),
                        List.of(CLAIM),
                        CLAIM.until());
        return settled.get(0);
    }

    private static final class Listing implements Storefront, ListingTarget {

        @Override
        public <C extends Capability> Optional<C> capability(Class<C> type) {
            return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
        }

        @Override
        public Published publish(ItemDraft draft) {
            Listed listed = new Listed(new ListingKey(SHOP, "item", "sku"), State.LIVE, "");
            return new Published(Outcome.Applied.SILENT, Map.of("cup-1", listed));
        }

        @Override
        public Map<String, Listed> find(List<String> skuCodes) {
            return Map.of();
        }

        @Override
        public void close() {}
    }

    private final class Settlements implements Worklist {

        @Override
        public List<Claim> claim(StorefrontId storefront, Aspect aspect, int most, Instant now, Instant leaseUntil) {
            return List.of();
        }

        @Override
        public Optional<Instant> nextDue(StorefrontId storefront, Aspect aspect) {
            return Optional.empty();
        }

        @Override
        public void release(Collection<Claim> claims, Instant dueAt) {}

        @Override
        public void settle(List<Settlement> settlements, Instant now) {
            settled.addAll(settlements);
        }
    }
}
