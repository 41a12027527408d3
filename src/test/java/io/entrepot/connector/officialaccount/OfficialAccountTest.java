package io.entrepot.connector.officialaccount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.entrepot.SteppedClock;
import io.entrepot.channel.TokensInMemory;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.quota.LocalRateBudget;
import io.entrepot.channel.quota.Quotas;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Notice;
import io.entrepot.channel.spi.Notice.Severity;
import io.entrepot.channel.spi.Notifier;
import io.entrepot.channel.spi.NotifierSettings;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.Refusal;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.officialaccount.OfficialAccountSimulator;
import io.entrepot.simulator.officialaccount.Said;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OfficialAccountTest {

    private static final Map<String, String> OPTIONS = Map.of(
            "template-id", "T-1",
            "to", "openid-1, openid-2",
            "title-field", "thing1",
            "text-field", "thing2",
            "time-field", "time3",
            "fixed-fields", "phrase4=待处理",
            "link", "https://stock.example.com/");

    private final SteppedClock clock = SteppedClock.atNoon();
    private final OfficialAccountSimulator account =
            OfficialAccountSimulator.start(0, "T-1", Set.of("thing1", "thing2", "time3", "phrase4"), clock);
    private final HttpRuntimes runtimes = new HttpRuntimes(
            new LocalRateBudget(Quotas.fixed(Map.of()), clock),
            TokensInMemory::of,
            clock,
            new SimpleMeterRegistry(),
            Duration.ofSeconds(2));

    @AfterEach
    void close() {
        account.close();
        runtimes.close();
    }

    private Notifier open(String... changes) {
        Map<String, String> options = new HashMap<>(OPTIONS);
        for (int i = 0; i < changes.length; i += 2) {
            options.put(changes[i], changes[i + 1]);
        }
        NotifierSettings settings = new NotifierSettings("team", account.baseUrl(), account.credentials(), options);
        return new OfficialAccountConnector().open(settings, runtimes.of(new StorefrontId("team"), Urgency.ORDINARY));
    }

    private static Notice notice(String key) {
        return new Notice(
                key,
                Severity.WARNING,
                "Entrepot: 3 open",
                "ENT-4301 sku/A-1: more is promised\nthan there is",
                null,
                Instant.parse("2026-06-01T12:00:00Z"));
    }

    @Test
    void fillsTheTemplateForAFollower() {
        account.follows("openid-1");
        Notifier notifier = open();

        assertThat(notifier.team()).containsExactly("openid-1", "openid-2");
        assertThat(notifier.tell("openid-1", notice("k1"))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(account.said())
                .containsExactly(new Said(
                        "openid-1",
                        "template",
                        "T-1",
                        "https://stock.example.com/",
                        Map.of(
                                "thing1", "Entrepot: 3 open",
                                "thing2", "ENT-4301 sku/A-1: m…",
                                "time3", "2026年6月1日 20:00",
                                "phrase4", "待处理")));
    }

    @Test
    void theSameNoticeIsSaidOnceThoughItIsSentTwice() {
        account.follows("openid-1");
        account.follows("openid-2");
        Notifier notifier = open();

        account.faults().next("template", Fault.DROP_AFTER_COMMIT);
        assertThat(notifier.tell("openid-1", notice("k1"))).isInstanceOf(Outcome.Unknown.class);
        assertThat(notifier.tell("openid-1", notice("k1"))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(account.said()).hasSize(1);
        assertThat(notifier.tell("openid-2", notice("k1"))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(notifier.tell("openid-1", notice("k2"))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(account.said()).hasSize(3);
    }

    @Test
    void anAgreementIsGoodForOneSubscriptionNotice() {
        account.agrees("openid-1", 1);
        Notifier notifier = open("message", "subscription");

        assertThat(notifier.tell("openid-1", notice("k1"))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(account.said())
                .extracting(Said::kind, Said::link)
                .containsExactly(tuple("subscription", "https://stock.example.com/"));
        rejected(notifier.tell("openid-1", notice("k2")), OfficialAccountCodes.USER_REFUSES, "43101");
    }

    @Test
    void saysWhyARecipientIsNotTold() {
        account.follows("openid-1");
        account.unfollows("openid-1");
        account.follows("openid-2");
        account.refuses("openid-2", true);
        Notifier notifier = open();

        rejected(notifier.tell("openid-1", notice("k")), OfficialAccountCodes.NOT_FOLLOWING, "43004");
        rejected(notifier.tell("openid-2", notice("k")), OfficialAccountCodes.USER_REFUSES, "43101");
        rejected(notifier.tell("somebody", notice("k")), OfficialAccountCodes.UNKNOWN_USER, "40003");
        assertThat(account.said()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithTheTemplate() {
        account.follows("openid-1");

        rejected(
                open("template-id", "T-9").tell("openid-1", notice("k")),
                OfficialAccountCodes.UNKNOWN_TEMPLATE,
                "40037");
        rejected(
                open("fixed-fields", "").tell("openid-1", notice("k")),
                OfficialAccountCodes.WRONG_FIELDS,
                "data.phrase4.value is empty");
    }

    @Test
    void aTokenThatSomebodyEndedIsAskedForAnew() {
        account.follows("openid-1");
        Notifier notifier = open();
        notifier.tell("openid-1", notice("k1"));
        account.somebodyRefreshesTheToken();

        assertThat(notifier.tell("openid-1", notice("k2")))
                .isInstanceOfSatisfying(
                        Outcome.NotDone.class, it -> assertThat(it.code()).isEqualTo(OfficialAccountCodes.TOKEN_OVER));
        assertThat(notifier.tell("openid-1", notice("k2"))).isEqualTo(Outcome.Applied.SILENT);
        assertThat(account.said()).hasSize(2);
    }

    @Test
    void tooManyMessagesWaitForTheNextDay() {
        account.follows("openid-1");
        account.faults().next("template", Fault.TOO_MANY_CALLS);

        assertThat(open().tell("openid-1", notice("k"))).isEqualTo(new Outcome.Throttled(Duration.ofMinutes(30)));
        assertThat(account.said()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_BEFORE_COMMIT", "DROP_AFTER_COMMIT", "TRUNCATED_BODY", "UNAVAILABLE"})
    void aMessageWithoutAUsableAnswerIsUnknownAndSentOnce(Fault fault) {
        account.follows("openid-1");
        account.faults().next("template", fault);

        assertThat(open().tell("openid-1", notice("k"))).isInstanceOf(Outcome.Unknown.class);
        assertThat(account.calls().of("template")).hasSize(1);
    }

    @Test
    void whereNobodyAnswersNothingIsDone() {
        Notifier notifier = open();
        account.close();

        assertThat(notifier.tell("openid-1", notice("k"))).isInstanceOf(Outcome.NotDone.class);
    }

    @Test
    void aWrongSecretIsRejectedAndNotShown() {
        NotifierSettings settings = new NotifierSettings(
                "team",
                account.baseUrl(),
                Map.of("appid", account.credentials().get("appid"), "secret", "a-wrong-secret"),
                OPTIONS);
        Notifier notifier =
                new OfficialAccountConnector().open(settings, runtimes.of(new StorefrontId("team"), Urgency.ORDINARY));

        Outcome outcome = notifier.tell("openid-1", notice("k"));
        rejected(outcome, OfficialAccountCodes.NOT_TRUSTED, "40125");
        assertThat(outcome.toString() + settings).doesNotContain("a-wrong-secret");
    }

    @ParameterizedTest
    @CsvSource({
        "to, '', ENT-3801",
        "to, 'open id', ENT-3801",
        "template-id, '', ENT-3801",
        "title-field, 'first.DATA', ENT-3801",
        "fixed-fields, 'phrase4', ENT-3801",
        "link, 'stock.example.com', ENT-3801",
        "message, 'letter', ENT-3002"
    })
    void refusesWhatCannotBeUsed(String option, String value, String code) {
        assertThatThrownBy(() -> open(option, value))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).hasToString(code));
    }

    @Test
    void refusesATemplateThatSaysNothing() {
        assertThatThrownBy(() -> open("title-field", "", "text-field", ""))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("says nothing");
    }

    private static void rejected(Outcome outcome, ErrorCode code, String said) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class, it -> {
            assertThat(it.code()).isEqualTo(code);
            assertThat(it.message()).contains(said);
        });
    }
}
