package io.entrepot.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.SteppedClock;
import io.entrepot.channel.spi.Storefront;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.model.StorefrontId;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.attention.Attention.Item;
import io.entrepot.store.attention.Remedies;
import io.entrepot.sync.OpenStorefront;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** An access that ends is told a week before, and no longer once it was renewed. */
class AccessWatchTest {

    private final SteppedClock clock = SteppedClock.atNoon();

    private static OpenStorefront open(String id, Storefront channel) {
        return new OpenStorefront(new StorefrontId(id), channel, Set.of(), true);
    }

    @TestOnEachDatabase({DatabaseKind.H2_MEMORY})
    void aSessionThatEndsInAWeekIsTold(TestDatabase database) {
        Attention attention = new Attention(database.database(), clock, new Remedies());
        Storefront ending = Storefront.of(List.of(), clock.instant().plus(Duration.ofDays(8)));
        OpenStorefront endless = open("mall", Storefront.of(List.of()));
        AccessWatch watch = new AccessWatch(List.of(open("taobao", ending), endless), attention, clock);
        watch.look();
        assertThat(attention.open(10)).isEmpty();

        clock.step(Duration.ofHours(25));
        watch.look();
        watch.look();
        assertThat(attention.open(10)).singleElement().satisfies(item -> {
            assertThat(item.code()).isEqualTo("ENT-5030");
            assertThat(item.subject()).isEqualTo("access/taobao");
            assertThat(item.cause()).contains("ends at").doesNotContain("ended");
            assertThat(item.times()).isOne();
        });

        clock.step(Duration.ofDays(8));
        watch.look();
        assertThat(attention.open(10)).extracting(Item::cause).allMatch(cause -> cause.contains("ended at"));

        Storefront renewed = Storefront.of(List.of(), clock.instant().plus(Duration.ofDays(30)));
        new AccessWatch(List.of(open("taobao", renewed)), attention, clock).look();
        assertThat(attention.open(10)).isEmpty();
    }
}
