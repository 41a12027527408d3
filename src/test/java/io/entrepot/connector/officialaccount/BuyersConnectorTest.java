package io.entrepot.connector.officialaccount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.channel.Connectors;
import io.entrepot.channel.Notifiers;
import io.entrepot.config.ConfigReader;
import io.entrepot.config.EntrepotConfig;
import io.entrepot.config.NotifierConfig;
import io.entrepot.config.StorefrontConfig;
import io.entrepot.model.Refusal;
import io.entrepot.model.StorefrontId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an account that tells buyers is declared. */
class BuyersConnectorTest {

    private static final String MALL_AND_TEAM = """

              - id: mall-main
                channel: mall
                simulated: {}
                currency: CNY
                locations: [main]
            locations:
              - {code: main, name: Main, owner: entrepot}
            notifiers:
              - id: team
                channel: wechat-official-account
                simulated: {}
                options: {template-id: T-2, to: "o-1", title-field: thing1}
                tells: [attention]
            """;

    private final BuyersWorld world = new BuyersWorld();

    @AfterEach
    void close() {
        world.close();
    }

    /** Of one channel, beside a notifier. */
    @ParameterizedTest
    @ValueSource(strings = {"wechat-official-account.md", "wechat-official-account.zh-CN.md"})
    void theExampleOfThePagesIsAConfiguration(String page, @TempDir Path folder) throws IOException {
        String text = Files.readString(Path.of("docs", "connectors", page));
        int begin = text.indexOf("storefronts:");
        String example = text.substring(begin, text.indexOf("```", begin)).stripTrailing();
        Path file = Files.writeString(folder.resolve("entrepot.yaml"), example + MALL_AND_TEAM);
        Connectors connectors = Connectors.installed();
        Notifiers notifiers = Notifiers.installed();
        EntrepotConfig config = new ConfigReader(
                        connectors::descriptor, connectors.ids(), notifiers::descriptor, notifiers.ids())
                .read(file, Map.of("ACCOUNT_APPID", "wx12", "ACCOUNT_SECRET", "s"));

        assertThat(config.storefronts()).extracting(StorefrontConfig::channel).contains("wechat-official-account");
        assertThat(config.notifiers()).extracting(NotifierConfig::channel).containsExactly("wechat-official-account");
        assertThat(config.followers()).containsEntry(new StorefrontId("mall-main"), new StorefrontId("fans"));
        Map<String, String> options = config.storefronts().stream()
                .filter(each -> each.id().value().equals("fans"))
                .findFirst()
                .orElseThrow()
                .options();
        String[] changes = options.entrySet().stream()
                .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
                .toArray(String[]::new);
        assertThat(world.open(changes)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "template-id, '', ENT-3801",
        "order-field, '1', ENT-3801",
        "fixed-fields, phrase4, ENT-3801",
        "carriers, SF, ENT-3801",
        "link, shop.example.com, ENT-3801",
        "mini-page, pages/order, ENT-3801",
        "mini-appid, wx12, ENT-3801",
        "buyers, name, ENT-3002",
        "strangers, shout, ENT-3002",
        "message, letter, ENT-3002"
    })
    void refusesWhatCannotBeUsed(String option, String value, String code) {
        assertThatThrownBy(() -> world.open(option, value)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).hasToString(code);
            assertThat(refusal.code().toString().equals("ENT-3002")
                            || refusal.getMessage().contains("'fans'"))
                    .isTrue();
        });
    }

    @Test
    void refusesATemplateThatSaysNothing() {
        assertThatThrownBy(() -> world.open("order-field", "", "tracking-field", ""))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("says nothing");
    }
}
