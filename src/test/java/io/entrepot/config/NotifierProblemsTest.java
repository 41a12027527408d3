package io.entrepot.config;

import static io.entrepot.config.MarkedProblem.SIMULATED;
import static io.entrepot.config.MarkedProblem.one;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.config.NotifierConfig.Topic;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way in which a notifier is declared wrongly. */
class NotifierProblemsTest {

    private static final String SOUND = SIMULATED + """
            notifiers:
              - id: team
                channel: robot
                base-url: https://qyapi.weixin.qq.com
                credentials:
                  key: ${env:TOKEN}
                options:
                  message: text
                tells: [attention]
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("problems")
    void isFoundAloneAtItsPlace(MarkedProblem problem) {
        problem.assertFoundAlone(directory);
    }

    static Stream<MarkedProblem> problems() {
        return Stream.of(
                wrong("channel: robot", "▶channel: robt", "channel", "ENT-1010", "Did you mean 'robot'?"),
                wrong("channel: robot", "▶channel: mall", "channel", "ENT-1010", "there is no channel 'mall'"),
                wrong("  - id: team", "  - ▶id: Team", "id", "ENT-1006", "is no notifier id"),
                wrong("  - id: team", "  - ▶id: a", "id", "ENT-1009", "a storefront has the id 'a' already: on line 2"),
                wrong(
                        "  - id: team\n    channel: robot\n    base-url: https://qyapi.weixin.qq.com\n",
                        "  - ▶id: team\n    channel: robot\n",
                        "base-url",
                        "ENT-1008",
                        "the notifier has neither base-url nor simulated"),
                wrong("base-url: https:", "▶base-url: ftp:", "base-url", "ENT-1006", "is no http or https address"),
                wrong("key: ${env:TOKEN}", "▶key: s3cret", "credentials.key", "ENT-1013", "a secret must not stand"),
                wrong("key: ${env:TOKEN}", "▶key: ${env:NONE}", "credentials.key", "ENT-1014", "NONE"),
                wrong("message: text", "▶message: letter", "options.message", "ENT-1015", "none of text, markdown"),
                wrong("message: text", "▶massage: text", "options.massage", "ENT-1011", "Did you mean 'message'?"),
                wrong("tells: [attention]", "tells: [▶weather]", "tells[0]", "ENT-1006", "weather"),
                wrong("tells: [attention]", "▶tells: []", "tells", "ENT-1007", ""),
                wrong("tells: [attention]", "tells: [attention]\n    ▶tell: x", "tell", "ENT-1003", "tells"),
                one(
                        SOUND + """
                          - id: other
                            channel: robot
                            simulated: {}
                            tells: [attention]
                          - ▶id: other
                            channel: robot
                            simulated: {}
                            tells: [attention]
                        """.replaceAll("(?m)^                        ", ""),
                        "notifiers[2].id",
                        "ENT-1009",
                        "two notifiers have the id 'other'"));
    }

    private static MarkedProblem wrong(String sound, String marked, String key, String code, String words) {
        assertThat(SOUND).contains(sound);
        return one(SOUND.replace(sound, marked), "notifiers[0]." + key, code, words);
    }

    @Test
    void aSoundOneIsReadWithItsSecret() {
        NotifierConfig notifier = new ConfigFixture(directory)
                .variable("TOKEN", "t0ken")
                .read(SOUND)
                .notifiers()
                .get(0);

        assertThat(notifier)
                .isEqualTo(new NotifierConfig(
                        "team",
                        "robot",
                        URI.create("https://qyapi.weixin.qq.com"),
                        null,
                        Map.of("key", "t0ken"),
                        Map.of("message", "text"),
                        Set.of(Topic.ATTENTION)));
        assertThat(notifier.toString()).doesNotContain("t0ken");
    }
}
