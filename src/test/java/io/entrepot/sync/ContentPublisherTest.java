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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
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

    private static final ListingTarget.Listed LISTED =
            new ListingTarget.Listed(new ListingKey(SHOP, "item", "sku"), ListingTarget.State.LIVE, "");

    private final SettledClaims settled = new SettledClaims();
    private final List<String> calls = new ArrayList<>();
    private final Map<String, ListingTarget.Listed> stored = new HashMap<>();
    private Map<String, ListingTarget.Listed> found = Map.of();
    private Outcome answer = Outcome.Applied.SILENT;

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

    @Test
    void whatALostCallMayStillCreateIsNotCreatedAgain() {
        Instant lost = NOW.plusSeconds(7);

        Settlement settlement = new Lane().lookAndPublish(CLAIM, lost);

        assertThat(calls).containsExactly("find");
        assertThat(settlement.dueAt()).isAfter(lost).isBefore(lost.plusSeconds(1));
    }

    @Test
    void aLookThatFoundNothingServesTheNextTryWhereThereWasNoQuotaForTheCreation() {
        Lane lane = new Lane();
        answer = new Outcome.Throttled(Duration.ofSeconds(1));
        lane.lookAndPublish(CLAIM, null);
        answer = Outcome.Applied.SILENT;

        Settlement settlement = lane.lookAndPublish(new Claim(1, 2, 4, CLAIM.until()), null);

        assertThat(calls).containsExactly("find", "publish", "publish");
        assertThat(settlement.verified()).isTrue();
    }

    @Test
    void whatWasFoundIsStoredThoughThereIsNoQuotaToGoOn() {
        found = Map.of("cup-1", LISTED);
        answer = new Outcome.Throttled(Duration.ofSeconds(1));

        new Lane().lookAndPublish(CLAIM, null);

        assertThat(stored).containsOnlyKeys("cup-1");
    }

    private Settlement publish(@Nullable Instant olderMayLandUntil) {
        return new Lane().publish(CLAIM, Step.PUBLISH, "item", olderMayLandUntil);
    }

    /** One process's publisher. */
    private final class Lane implements ContentBook {
        private final ContentPublisher publisher =
                new ContentPublisher(this, settled, CallTimes.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC));
        private List<ItemCase> open = List.of();

        Settlement lookAndPublish(Claim claim, @Nullable Instant olderMayLandUntil) {
            return publish(claim, Step.LOOK_THEN_PUBLISH, null, olderMayLandUntil);
        }

        Settlement publish(Claim claim, Step step, @Nullable String item, @Nullable Instant olderMayLandUntil) {
            String id = item == null ? null : "sku";
            ListingTarget.SkuDraft sku = new ListingTarget.SkuDraft("cup-1", id, null, Map.of(), 1250);
            ListingTarget.ItemDraft draft = new ListingTarget.ItemDraft("cup", item, "Cup", "", "", null, List.of(sku));
            ClaimedSku claimed = new ClaimedSku(claim, "cup-1", 9, 0, "CNY", true, olderMayLandUntil);
            open = List.of(new ItemCase(draft, List.of(claimed), step, ""));
            settled.all.clear();
            publisher.publish(
                    new OpenStorefront(SHOP, new Listing(), Set.of(Aspect.CONTENT), true),
                    List.of(claim),
                    CLAIM.until());
            return settled.newest();
        }

        @Override
        public List<ItemCase> open(StorefrontId storefront, List<Claim> claims, Instant now, Instant lastArrival) {
            return open;
        }

        @Override
        public void listed(StorefrontId storefront, Map<String, ListingTarget.Listed> bySku, Instant createdAt) {
            stored.putAll(bySku);
        }
    }

    private final class Listing implements Storefront, ListingTarget {

        @Override
        public <C extends Capability> Optional<C> capability(Class<C> type) {
            return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
        }

        @Override
        public Published publish(ItemDraft draft) {
            calls.add("publish");
            return answer instanceof Outcome.Applied
                    ? new Published(answer, Map.of("cup-1", LISTED))
                    : Published.failed(answer);
        }

        @Override
        public Map<String, Listed> find(List<String> skuCodes) {
            calls.add("find");
            return found;
        }

        @Override
        public void close() {}
    }
}
