package io.entrepot.config;

import static io.entrepot.config.MarkedProblem.SIMULATED;
import static io.entrepot.config.MarkedProblem.one;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.config.StorefrontConfig.Edits;
import io.entrepot.model.Aspect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a storefront may own. */
class OwnersTest {

    private static final String THEIRS = SIMULATED + "    owner: {▶stock: theirs}\n";
    private static final String OTHER = """
              - id: b
                channel: mall
                simulated: {}
                currency: CNY
                owner: {%s}
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("problems")
    void isFoundAloneAtItsPlace(MarkedProblem problem) {
        problem.assertFoundAlone(directory);
    }

    static Stream<MarkedProblem> problems() {
        String own = "storefronts[0].owner.stock";
        return Stream.of(
                one(
                        THEIRS.replace("▶", "") + OTHER.formatted("▶stock: theirs"),
                        "storefronts[1].owner.stock",
                        "ENT-1030",
                        "the location 'main' is owned already by 'a'"),
                one(
                        THEIRS.replace("▶stock", "price") + OTHER.formatted("▶price: theirs"),
                        "storefronts[1].owner.price",
                        "ENT-1030",
                        "the price list 'default' is owned already by 'a'"),
                one(THEIRS + "    stock: {buffer: 1}\n", own, "ENT-1031", "shows only a part"),
                one(THEIRS + "    sync: {orders: \"off\"}\n", own, "ENT-1031", "its orders are not read"),
                one("locations: [{code: x}, {code: y}]\n" + THEIRS, own, "ENT-1031", "sells from 2 locations"),
                one(
                        "locations: [{code: x, owner: external}]\n" + THEIRS,
                        own,
                        "ENT-1031",
                        "'x' is counted by another system"),
                one(
                        SIMULATED + "    owner: {content: ▶mine}\n".replace("content: ▶", "▶content: "),
                        "storefronts[0].owner.content",
                        "ENT-1006",
                        "'mine' is none of ours, theirs"));
    }

    @Test
    void oneOwnsAndOthersSellFromIt() {
        EntrepotConfig config = new ConfigFixture(directory)
                .read(THEIRS.replace("▶stock", "price: theirs, stock") + "    look-again: 90m\n"
                        + OTHER.formatted("content: theirs"));

        assertThat(config.storefronts())
                .extracting(StorefrontConfig::edits)
                .containsExactly(
                        new Edits(Duration.ofMinutes(90), Set.of(Aspect.PRICE, Aspect.STOCK)),
                        new Edits(Duration.ofHours(6), Set.of(Aspect.CONTENT)));
    }
}
