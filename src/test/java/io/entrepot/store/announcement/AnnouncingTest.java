package io.entrepot.store.announcement;

import static io.entrepot.database.schema.Tables.ANNOUNCEMENT;
import static io.entrepot.database.schema.Tables.ANNOUNCEMENT_ATTEMPT;
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
import io.entrepot.channel.spi.Notifier;
import io.entrepot.channel.spi.NotifierSettings;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.connector.wecom.RobotConnector;
import io.entrepot.database.DatabaseKind;
import io.entrepot.database.TestDatabase;
import io.entrepot.database.TestOnEachDatabase;
import io.entrepot.model.ErrorCode;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.Fault;
import io.entrepot.simulator.wecom.WecomSimulator;
import io.entrepot.store.attention.Attention;
import io.entrepot.store.attention.Attention.Item;
import io.entrepot.store.attention.Remedies;
import io.entrepot.sync.announce.AnnouncementBook;
import io.entrepot.sync.announce.Announcer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From an item that opens to what a group hears of it. */
class AnnouncingTest {

    private static final ErrorCode OVERSOLD = new ErrorCode("ENT-4301");
    private static final String ID = "team";

    private final SteppedClock clock = SteppedClock.atNoon();
    private final WecomSimulator group = WecomSimulator.start(0, clock);
    private final HttpRuntimes runtimes = new HttpRuntimes(
            new LocalRateBudget(Quotas.fixed(Map.of()), clock),
            TokensInMemory::of,
            clock,
            new SimpleMeterRegistry(),
            Duration.ofSeconds(2));
    private final TestDatabase own = TestDatabase.take(DatabaseKind.H2_MEMORY);
    private TestDatabase database = own;
    private Attention attention = new Attention(own.database(), clock, new Remedies());

    private void use(TestDatabase given) {
        database = given;
        attention = new Attention(given.database(), clock, new Remedies());
    }

    @AfterEach
    void close() {
        group.close();
        runtimes.close();
        own.close();
    }

    private Announcer node(String name) {
        return new Announcer(ID, robot(group.credentials().get("key")), book(name), clock);
    }

    private AnnouncementBook book(String node) {
        return new Announcements(database.database(), attention, node);
    }

    private Notifier robot(String key) {
        return new RobotConnector()
                .open(
                        new NotifierSettings(ID, group.baseUrl(), Map.of("key", key), Map.of()),
                        runtimes.of(new StorefrontId(ID), Urgency.ORDINARY));
    }

    private void opens(String subject) {
        attention.raise(subject, null, OVERSOLD, "more of it is promised than there is");
    }

    private static void work(Announcer announcer) {
        for (int steps = 0; announcer.tellOne(); steps++) {
            assertThat(steps).as("steps without an end").isLessThan(100);
        }
    }

    /** Works, and works again as time goes by. */
    private void work(Announcer announcer, Duration until) {
        for (Duration gone = Duration.ZERO; gone.compareTo(until) < 0; gone = gone.plusSeconds(5)) {
            clock.step(Duration.ofSeconds(5));
            work(announcer);
        }
    }

    @TestOnEachDatabase
    void anItemThatOpensIsToldOnce(TestDatabase lent) {
        use(lent);
        opens("sku/A-1");
        work(node("one"));
        assertThat(group.said()).as("others may come at once").isEmpty();

        work(node("one"), Duration.ofHours(3));
        opens("sku/A-1");
        work(node("after a restart"), Duration.ofHours(3));

        assertThat(group.said()).singleElement().satisfies(said -> assertThat(said)
                .startsWith("text:Entrepot: 1 open\nENT-4301 sku/A-1: more of it is promised"));
    }

    @Test
    void whatWasToldBeforeARestartIsNotToldAgain() {
        opens("sku/A-1");
        work(node("one"), Duration.ofMinutes(2));
        work(node("two"), Duration.ofMinutes(10));
        assertThat(group.said()).hasSize(1);

        opens("sku/B-1");
        work(node("two"), Duration.ofMinutes(10));
        assertThat(group.said()).hasSize(2);
        assertThat(group.said().get(1)).contains("sku/B-1").doesNotContain("sku/A-1");
    }

    @Test
    void twoHundredItemsAreOneMessage() {
        for (int i = 0; i < 200; i++) {
            opens("sku/" + i);
        }
        work(node("one"), Duration.ofMinutes(30));

        assertThat(group.said()).singleElement().satisfies(said -> assertThat(said)
                .startsWith("text:Entrepot: 200 open\nENT-4301 ×200\n"));
    }

    @Test
    void whatOpensOneByOneIsGathered() {
        Announcer announcer = node("one");
        for (int i = 0; i < 240; i++) {
            opens("sku/" + i);
            clock.step(Duration.ofSeconds(1));
            work(announcer);
        }
        work(announcer, Duration.ofMinutes(5));

        assertThat(group.said()).hasSizeBetween(4, 6);
        assertThat(group.said().stream()
                        .mapToInt(said -> Integer.parseInt(said.replaceAll("(?s)^text:Entrepot: (\\d+) open.*", "$1")))
                        .sum())
                .isEqualTo(240);
    }

    @Test
    void aLostAnswerIsAskedForOnceMore() {
        opens("sku/A-1");
        group.faults().next("messages", Fault.DROP_AFTER_COMMIT);
        work(node("one"), Duration.ofMinutes(30));

        assertThat(group.said()).hasSize(2).containsOnly(group.said().get(0));
        assertThat(attention.open(10)).extracting(Item::subject).containsExactly("sku/A-1");
    }

    @Test
    void afterTwoLostAnswersAPersonIsTold() {
        opens("sku/A-1");
        group.faults().next("messages", Fault.DROP_BEFORE_COMMIT);
        group.faults().next("messages", Fault.DROP_AFTER_COMMIT);
        Announcer announcer = node("one");
        work(announcer, Duration.ofMinutes(30));

        assertThat(group.calls().of("messages")).hasSize(2);
        assertThat(attention.open(10))
                .filteredOn(item -> item.subject().equals("notifier/" + ID))
                .singleElement()
                .satisfies(item -> assertThat(item.code()).isEqualTo("ENT-5200"));

        opens("sku/B-1");
        work(announcer, Duration.ofMinutes(30));
        assertThat(group.said()).hasSize(2);
        assertThat(group.said().get(1)).contains("sku/B-1").doesNotContain("ENT-5200");
        assertThat(attention.open(10)).extracting(Item::subject).doesNotContain("notifier/" + ID);
    }

    @Test
    void anAttemptStandsBeforeItsCallAndOneThatWasCutOffIsRepeatedOnce() {
        opens("sku/A-1");
        clock.step(Duration.ofSeconds(10));
        List<Integer> standing = new ArrayList<>();
        Notifier dies = new Notifier() {
            @Override
            public List<String> team() {
                return List.of(HERE);
            }

            @Override
            public Outcome tell(String to, Notice notice) {
                standing.add(database.database()
                        .queries()
                        .fetchCount(ANNOUNCEMENT_ATTEMPT, ANNOUNCEMENT_ATTEMPT.ENDED_AT.isNull()));
                throw new IllegalStateException("the process ends here");
            }
        };
        Announcer dying = new Announcer(ID, dies, book("one"), clock);
        assertThatThrownBy(dying::tellOne).hasMessageContaining("ends here");
        assertThat(standing).containsExactly(1);

        work(node("two"));
        assertThat(group.said()).as("the first may still be under way").isEmpty();
        work(node("two"), Duration.ofMinutes(10));
        assertThat(group.said()).hasSize(1);
        assertThat(database.database().queries().fetch(ANNOUNCEMENT_ATTEMPT))
                .extracting(attempt -> attempt.getOutcome())
                .containsExactlyInAnyOrder("unknown", "told");
    }

    @Test
    void aThrottledRobotIsLeftAlone() {
        opens("sku/A-1");
        group.faults().next("messages", Fault.TOO_MANY_CALLS);
        Announcer announcer = node("one");
        work(announcer, Duration.ofSeconds(60));
        assertThat(group.calls().of("messages")).hasSize(1);
        assertThat(group.said()).isEmpty();

        work(announcer, Duration.ofSeconds(30));
        assertThat(group.calls().of("messages")).hasSize(2);
        assertThat(group.said()).hasSize(1);
    }

    @Test
    void severalNodesTellOnce() {
        Announcer one = node("one");
        Announcer two = node("two");
        opens("sku/A-1");
        clock.step(Duration.ofSeconds(10));
        AnnouncementBook third = book("three");
        var taken = third.take(
                ID, List.of(Notifier.HERE), clock.instant(), clock.instant().plusSeconds(60));

        assertThat(taken).isPresent();
        assertThat(one.tellOne()).isFalse();
        assertThat(two.tellOne()).isFalse();
        assertThat(group.said()).isEmpty();
    }

    @Test
    void aRefusedNotifierIsAnItemAndIsNotToldOfItself() {
        Announcer announcer = new Announcer(ID, robot("a-wrong-key"), book("one"), clock);
        opens("sku/A-1");
        work(announcer, Duration.ofHours(2));

        assertThat(group.calls().of("messages")).hasSize(1);
        assertThat(attention.open(10))
                .extracting(Item::subject, Item::code)
                .containsExactlyInAnyOrder(tuple("sku/A-1", "ENT-4301"), tuple("notifier/" + ID, "ENT-3904"));
        assertThat(database.database().queries().fetch(ANNOUNCEMENT))
                .extracting(row -> row.getState())
                .containsExactly("refused");
    }

    @Test
    void whereNobodyAnswersItStaysOwedAndAPersonIsAsked() {
        Announcer announcer = node("one");
        opens("sku/A-1");
        group.close();
        work(announcer, Duration.ofMinutes(30));

        assertThat(attention.open(10)).extracting(Item::code).contains("ENT-3902");
        assertThat(database.database().queries().fetch(ANNOUNCEMENT))
                .singleElement()
                .satisfies(row -> assertThat(row.getState()).isEqualTo("owed"));
    }

    @Test
    void anItemThatClosesAndOpensAllTheTimeIsToldHourly() {
        Announcer announcer = node("one");
        for (int i = 0; i < 6; i++) {
            opens("sku/A-1");
            work(announcer, Duration.ofMinutes(10));
            attention.resolve("sku/A-1");
            work(announcer, Duration.ofMinutes(10));
        }
        assertThat(group.said()).hasSize(2);
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyWaiting() {
        Announcer announcer = node("one");
        opens("sku/A-1");
        work(announcer, Duration.ofMinutes(2));
        clock.step(Duration.ofDays(-2));
        opens("sku/B-1");
        work(announcer, Duration.ofMinutes(2));

        assertThat(group.said()).hasSize(2);
    }

    @TestOnEachDatabase
    void whatIsOwedUnderOneKeyIsToldOnceWithItsLink(TestDatabase lent) {
        use(lent);
        Notice report = new Notice(
                "report-2026-06-01",
                Notice.Severity.INFO,
                "Report",
                "12 orders",
                URI.create("https://stock.example.com/report"),
                clock.instant());
        for (int i = 0; i < 2; i++) {
            database.database().transact(tx -> Announcements.owe(tx, ID, Notifier.HERE, report));
            work(node("one"), Duration.ofMinutes(2));
        }
        assertThat(group.said()).containsExactly("text:Report\nhttps://stock.example.com/report\n12 orders");
    }

    @Test
    void namesStorefrontSubjectCauseAndWhatToDo() {
        attention.raise("inbox/3", "taobao-main", new ErrorCode("ENT-4001"), "line one\nline two " + "长".repeat(900));
        work(node("one"), Duration.ofMinutes(2));

        assertThat(group.said()).singleElement().satisfies(said -> {
            assertThat(said).startsWith("text:Entrepot: 1 open\nENT-4001 [taobao-main] inbox/3: line one");
            assertThat(said).contains("…\n→ ");
        });
    }

    @TestOnEachDatabase
    void nodesThatWorkAtTheSameTimeTellOnce(TestDatabase lent) throws Exception {
        use(lent);
        opens("sku/A-1");
        clock.step(Duration.ofSeconds(10));
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (String name : List.of("one", "two", "three", "four")) {
                Announcer announcer = node(name);
                ends.add(nodes.submit(() -> work(announcer)));
            }
            for (Future<?> end : ends) {
                end.get(1, TimeUnit.MINUTES);
            }
        } finally {
            nodes.shutdown();
        }
        assertThat(group.said()).hasSize(1);
        assertThat(database.database().queries().fetch(ANNOUNCEMENT_ATTEMPT))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.getOutcome()).isEqualTo("told"));
    }
}
