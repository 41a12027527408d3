package io.entrepot.store.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.model.Money;
import io.entrepot.model.Refusal;
import io.entrepot.store.TestStore;
import io.entrepot.store.catalog.Changes;
import io.entrepot.store.catalog.Product;
import io.entrepot.store.catalog.SkuDetails;
import io.entrepot.store.catalog.Variant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PricesTest {

    private static final SkuPrice A = new SkuPrice("a", "retail", Money.of(1250, "CNY"), Money.of(2000, "CNY"));
    private static final SkuPrice A_ABROAD = new SkuPrice("a", "abroad", Money.of(300, "JPY"), null);
    private static final SkuPrice B = new SkuPrice("b", "retail", Money.of(0, "CNY"), null);

    private static Prices prices(TestDatabase on) {
        TestStore store = TestStore.on(on.database());
        List<SkuDetails> skus = Stream.of("a", "b")
                .map(code -> new SkuDetails(code, null, Variant.NONE, null, null))
                .toList();
        store.catalog.put(List.of(new Product("p", "P", null, null, null, null, skus)));
        return store.prices;
    }

    @TestOnEachDatabase
    void readsBackWhatWasPut(TestDatabase on) {
        Prices prices = prices(on);

        assertThat(prices.put(List.of(A, A_ABROAD, B))).isEqualTo(new Changes(3, 0, 0));

        assertThat(prices.price("a", "retail")).contains(A);
        assertThat(prices.price("b", "abroad")).isEmpty();
        assertThat(prices.prices(List.of("a", "b", "c"), "retail"))
                .containsOnlyKeys("a", "b")
                .containsEntry("b", B);
        assertThat(prices.pricesOf("a")).containsExactly(A_ABROAD, A);
    }

    @TestOnEachDatabase
    void touchesOnlyWhatDiffers(TestDatabase on) {
        Prices prices = prices(on);
        prices.put(List.of(A, A_ABROAD, B));

        SkuPrice reduced = new SkuPrice("a", "retail", Money.of(999, "CNY"), null);

        assertThat(prices.put(List.of(reduced, A_ABROAD, B))).isEqualTo(new Changes(0, 1, 2));
        assertThat(prices.price("a", "retail")).contains(reduced);
    }

    @TestOnEachDatabase
    void setsNothingForAnUnknownSku(TestDatabase on) {
        Prices prices = prices(on);
        SkuPrice unknown = new SkuPrice("A", "retail", Money.of(1, "CNY"), null);

        assertThatThrownBy(() -> prices.put(List.of(B, unknown))).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(Prices.UNKNOWN_SKU);
            assertThat(refusal.field()).isEqualTo("sku");
            assertThat(refusal).hasMessageContaining("'A'");
        });
        assertThat(prices.price("b", "retail")).isEmpty();
    }

    @TestOnEachDatabase
    void refusesOneSkuTwiceInAList(TestDatabase on) {
        Prices prices = prices(on);

        assertThatThrownBy(() -> prices.put(List.of(A, A))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTwoCurrenciesInOnePrice() {
        assertThatThrownBy(() -> new SkuPrice("a", "retail", Money.of(1, "CNY"), Money.of(1, "USD")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
