package io.entrepot.store.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class DerivedSkuTest {

    @Test
    void isReadableWhereThatIsUnmistakable() {
        assertThat(DerivedSku.of("classic-varsity-top", List.of())).isEqualTo("classic-varsity-top");
        assertThat(DerivedSku.of("classic-varsity-top", List.of("Small"))).isEqualTo("classic-varsity-top.Small");
        assertThat(DerivedSku.of("chair", List.of("Dark Oak", "2"))).isEqualTo("chair.Dark-Oak.2");
        assertThat(DerivedSku.of("衬衫", List.of("红色", "38"))).isEqualTo("衬衫.红色.38");
    }

    @Test
    void carriesADigestWhereTheSpellingIsAmbiguous() {
        assertThat(DerivedSku.of("tee", List.of("M/L"))).isEqualTo("tee.M-L~971138c7");
        assertThat(DerivedSku.of("tee", List.of("M-L")))
                .startsWith("tee.M-L~")
                .isNotEqualTo(DerivedSku.of("tee", List.of("M/L")));
        assertThat(DerivedSku.of("a.b", List.of())).startsWith("a-b~");
        assertThat(DerivedSku.of("tee", List.of("½\"", " "))).startsWith("tee.½.~");
    }

    @Test
    void fitsTheStore() {
        String longest = "a".repeat(190);
        assertThat(DerivedSku.of(longest, List.of())).isEqualTo(longest);
        assertThat(DerivedSku.of(longest, List.of("b"))).hasSize(190).startsWith("a".repeat(181) + "~");
        assertThat(DerivedSku.of("a" + "𠮷".repeat(100), List.of("b")).codePoints())
                .doesNotContain(0xD842);
    }

    /** Few characters, so that values of the same spelling are common. */
    @Property(tries = 5_000)
    void differsWhereProductOrValuesDiffer(
            @ForAll @StringLength(min = 1, max = 3) @Chars({'a', 'A', '-', '.', ' '}) String product,
            @ForAll @Size(max = 2) List<@StringLength(min = 1, max = 3) @Chars({'a', 'A', '-', '.', ' '}) String> one,
            @ForAll @Size(max = 2)
                    List<@StringLength(min = 1, max = 3) @Chars({'a', 'A', '-', '.', ' '}) String> other) {
        assertThat(DerivedSku.of(product, one).equals(DerivedSku.of(product, other)))
                .isEqualTo(one.equals(other));
        assertThat(DerivedSku.of(product, one)).hasSizeLessThanOrEqualTo(190);
    }
}
