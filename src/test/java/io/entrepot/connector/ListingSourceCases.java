package io.entrepot.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.spi.ListingSource.ListingPage;
import io.entrepot.channel.spi.ListingSource.ShownListing;
import io.entrepot.channel.spi.ListingTarget.State;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.model.ListingKey;
import io.entrepot.model.Money;
import io.entrepot.simulator.Fault;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Telling all that is listed. */
interface ListingSourceCases {

    ContractWorld world();

    @Test
    default void tellsWhatItListsWhole() throws IOException {
        world().source();
        ListingKey own = world().ownListing("", "6901234567892", "Teapot 茶壶", 4);
        ListingKey coded = world().ownListing("s1", null, "Tea", 0);
        Money price = Money.of(1250, "CNY");
        assertThat(world().allListed().values())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("barcode")
                .containsExactlyInAnyOrder(
                        new ShownListing(own, "", null, "Teapot 茶壶", Map.of(), State.LIVE, price, OptionalLong.of(4)),
                        new ShownListing(coded, "s1", null, "Tea", Map.of(), State.LIVE, price, OptionalLong.of(0)));
        assertThat(world().allListed().get(own).barcode())
                .as("a barcode, where the channel has such a thing")
                .isIn("6901234567892", null);
    }

    @Test
    default void tellsWhatWePublishedUnderItsKeyCodeAndVariant() throws IOException {
        world().source();
        var published = world().listings().publish(ContractWorld.draft("P1", "s-red", "s-blue"));
        ShownListing shown =
                world().allListed().get(published.of("s-red").orElseThrow().key());
        assertThat(shown.merchantCode()).isEqualTo("s-red");
        assertThat(shown.variant()).containsEntry("colour", "s-red");
        assertThat(shown.title()).isEqualTo("Tea P1 绿茶");
    }

    @Test
    default void tellsBothListingsOfOneMerchantCode() throws IOException {
        world().source();
        ListingKey one = world().ownListing("twice", null, "Tea", 1);
        ListingKey other = world().ownListing("twice", null, "Tea again", 2);
        assertThat(world().allListed()).containsOnlyKeys(one, other);
    }

    @Test
    default void aDeletedListingIsToldNoMoreAndOneWithNewIdsUnderThem() throws IOException {
        world().source();
        ListingKey gone = world().ownListing("gone", null, "Tea", 1);
        ListingKey moved = world().ownListing("moved", null, "Tea", 7);
        world().shop.clerkDeletes("gone");
        ListingKey now = world().keyOf(world().shop.clerkGivesNewIds("moved"));
        assertThat(now).isNotEqualTo(moved);
        assertThat(world().allListed()).containsOnlyKeys(now).doesNotContainKey(gone);
        assertThat(world().allListed().get(now).quantity()).hasValue(7);
    }

    @Test
    default void losesNoListingWhenOthersAreDeletedWhileThePagesAreRead() throws IOException {
        world().source();
        Set<ListingKey> kept = new HashSet<>();
        for (int i = 0; i < 350; i++) {
            ListingKey key = world().ownListing("own" + i, null, "Tea " + i, 1);
            if (i >= 7) {
                kept.add(key);
            }
        }
        Set<ListingKey> told = new HashSet<>();
        String token = null;
        int pages = 0;
        do {
            ListingPage page = world().source().listings(token);
            page.listings().forEach(one -> told.add(one.key()));
            token = page.nextToken();
            if (pages < 7) {
                world().shop.clerkDeletes("own" + pages++);
            }
        } while (token != null);
        assertThat(pages).as("pages").isGreaterThan(1);
        assertThat(told).containsAll(kept);
    }

    @Test
    default void anEmptyShopTellsOneEmptyPage() throws IOException {
        ListingPage page = world().source().listings(null);
        assertThat(page.listings()).isEmpty();
        assertThat(page.nextToken()).isNull();
    }

    @Test
    default void aBrokenPageOfListingsIsAnIOExceptionAndTooManyReadsSayHowLongToWait() {
        world().source();
        world().simulator.faults().next(world().subject.items(), Fault.TRUNCATED_BODY);
        assertThatThrownBy(() -> world().source().listings(null)).isInstanceOf(IOException.class);
        world().simulator.faults().next(world().subject.items(), Fault.TOO_MANY_CALLS);
        assertThatThrownBy(() -> world().source().listings(null))
                .isInstanceOfSatisfying(
                        QuotaExhausted.class, it -> assertThat(it.waitFor()).isPositive());
    }
}
