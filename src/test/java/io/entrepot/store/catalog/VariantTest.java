package io.entrepot.store.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.store.catalog.Variant.Option;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariantTest {

    @Test
    void isAJsonObjectInTheOrderOfItsOptions() {
        Variant variant = new Variant(List.of(new Option("颜色", "红"), new Option("Size", "5\" \\ L")));

        assertThat(variant.json()).isEqualTo("{\"颜色\":\"红\",\"Size\":\"5\\\" \\\\ L\"}");
        assertThat(Variant.ofJson(variant.json())).isEqualTo(variant);
    }

    @Test
    void ofNoOptionsIsAnEmptyObject() {
        assertThat(Variant.NONE.json()).isEqualTo("{}");
        assertThat(Variant.ofJson("{}")).isEqualTo(Variant.NONE);
    }

    @Test
    void hasEachNameOnce() {
        assertThatThrownBy(() -> new Variant(List.of(new Option("a", "1"), new Option("a", "2"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isNotReadFromOtherText() {
        assertThatThrownBy(() -> Variant.ofJson("red")).hasMessageContaining("red");
    }
}
