package io.entrepot.route.files;

import static io.entrepot.route.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.route.FakeEngine;
import io.entrepot.route.RouteCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFilesTest {

    private static final Duration LOOK = Duration.ofMillis(20);

    @TempDir
    Path folder;

    @TempDir
    Path aside;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final FakeEngine engine = new FakeEngine();
    private final List<RouteProblem> attention = new CopyOnWriteArrayList<>();
    private RouteFiles files;

    @BeforeEach
    void startCamel() throws Exception {
        engine.in(context);
        context.start();
        files = new RouteFiles(
                new RouteFolder(folder),
                new RouteCheck(engine.known(), context),
                context,
                new Schedules(context, null),
                new RouteAttention() {
                    @Override
                    public void raise(RouteProblem problem) {
                        attention.add(problem);
                    }

                    @Override
                    public void clear(RouteProblem problem) {
                        attention.remove(problem);
                    }
                });
    }

    @AfterEach
    void stopCamel() throws Exception {
        files.close();
        context.close();
    }

    static String lane(String id, String storefront, String options) {
        return """
                - route:
                    id: %s
                    from:
                      uri: store:stock
                      parameters: {storefront: %s%s}
                      steps:
                        - to: storefront:%s/stock
                """.formatted(id, storefront, options, storefront);
    }

    static final String TEMPLATE = """
            - routeTemplate:
                id: lane
                parameters: [{name: storefront}, {name: note, defaultValue: one}]
                from:
                  uri: store:stock
                  parameters: {storefront: "{{storefront}}"}
                  steps:
                    - setProperty: {name: note, constant: "{{note}}"}
                    - to: storefront:{{storefront}}/stock
            """;

    static String use(String id, String storefront) {
        return "- templatedRoute: {routeTemplateRef: lane, routeId: %s, parameters: [{name: storefront, value: %s}]}\n"
                .formatted(id, storefront);
    }

    void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void delete(String name) throws IOException {
        Files.delete(folder.resolve(name));
    }

    void start() {
        files.start(LOOK);
    }

    void awaitProblem(io.entrepot.model.ErrorCode code, String file, int line) {
        await().untilAsserted(() -> assertThat(files.problems()).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.file()).isEqualTo(file);
            assertThat(problem.line()).isEqualTo(line);
        }));
        await().untilAsserted(() -> assertThat(attention).containsExactlyInAnyOrderElementsOf(files.problems()));
    }

    void awaitNoProblem() {
        await().untilAsserted(() -> assertThat(files.problems()).isEmpty());
        await().untilAsserted(() -> assertThat(attention).isEmpty());
    }

    /** That the lane works now, not only that it did. */
    void assertWorks(String lane) {
        long before = engine.count(lane);
        await().until(() -> engine.count(lane) > before + 3);
    }

    void awaitRoutes(String... ids) {
        await().untilAsserted(() -> assertThat(context.getRoutes())
                .extracting(route -> route.getRouteId())
                .containsExactlyInAnyOrder(ids));
    }

    @Test
    void runsAllGoodFilesAtStartAndReportsTheBadOne() {
        engine.oweForEver("mall-delta/stock");
        write("a.yaml", lane("a", "mall-delta", ""));
        write("b.yaml", lane("b", "mall-cas", ", bach: 5"));
        write("some.name.with.dots.camel.yaml", lane("c", "mall-absolute", ""));
        start();
        awaitRoutes("a", "c");
        awaitProblem(RouteCode.OPTION, "b.yaml", 5);
        assertWorks("mall-delta/stock");
        assertThat(files.routes()).containsOnlyKeys("a.yaml", "some.name.with.dots.camel.yaml");
    }

    @Test
    void takesAnEditThatIsGood() {
        engine.oweForEver("mall-delta/stock");
        engine.oweForEver("mall-cas/stock");
        write("a.yaml", lane("a", "mall-delta", ""));
        start();
        assertWorks("mall-delta/stock");
        write("a.yaml", lane("a", "mall-cas", ""));
        assertWorks("mall-cas/stock");
        awaitNoProblem();
    }

    @Test
    void goesOnThroughBadEdits() {
        engine.oweForEver("mall-delta/stock");
        write("a.yaml", lane("a", "mall-delta", ""));
        start();
        assertWorks("mall-delta/stock");
        var running = context.getRoute("a");

        write("a.yaml", lane("a", "mall-delta", "") + "  - [oops\n");
        awaitProblem(RouteCode.SYNTAX, "a.yaml", 8);
        write("a.yaml", lane("a", "mall-delta", ", bach: 5"));
        awaitProblem(RouteCode.OPTION, "a.yaml", 5);
        write("a.yaml", lane("a", "mall-delta", "").replace("- to:", "- too:"));
        awaitProblem(RouteCode.UNKNOWN_KEY, "a.yaml", 7);
        write("a.yaml", lane("a", "mall-dleta", ""));
        awaitProblem(RouteCode.STOREFRONT, "a.yaml", 5);
        write("a.yaml", lane("a", "mall-delta", ", batch: five"));
        awaitProblem(RouteCode.VALUE, "a.yaml", 5);
        write("a.yaml", "");
        awaitProblem(RouteCode.EMPTY, "a.yaml", 0);
        write("a.yaml", lane("a", "mall-delta", "").substring(0, 60));
        await().until(() ->
                !files.problems().isEmpty() && files.problems().get(0).code() != RouteCode.EMPTY);

        assertThat(context.getRoute("a")).isSameAs(running);
        assertWorks("mall-delta/stock");
        write("a.yaml", lane("a", "mall-delta", ""));
        awaitNoProblem();
        assertThat(context.getRoute("a")).isSameAs(running);
    }

    @Test
    void endsTheRoutesOfADeletedFile() throws Exception {
        write("a.yaml", lane("a", "mall-delta", ""));
        write("b.yaml", lane("b", "mall-cas", ""));
        start();
        awaitRoutes("a", "b");
        delete("a.yaml");
        awaitRoutes("b");
        assertThat(context.getRouteDefinition("a")).isNull();
    }

    @Test
    void editingATemplateReloadsItsUsersOnly() {
        engine.oweForEver("mall-delta/stock");
        write("t.yaml", TEMPLATE);
        write("a.yaml", use("a", "mall-delta"));
        write("b.yaml", lane("b", "mall-cas", ""));
        start();
        awaitRoutes("a", "b");
        var user = context.getRoute("a");
        var other = context.getRoute("b");
        write("t.yaml", TEMPLATE.replace("one", "two"));
        await().until(() -> context.getRoute("a") != null && context.getRoute("a") != user);
        assertThat(context.getRoute("b")).isSameAs(other);
        assertWorks("mall-delta/stock");
    }

    @Test
    void aTemplateThatWouldBreakItsUserStaysAsItWas() {
        engine.oweForEver("mall-delta/stock");
        write("t.yaml", TEMPLATE);
        write("a.yaml", use("a", "mall-delta"));
        start();
        awaitRoutes("a");
        var user = context.getRoute("a");
        write("t.yaml", TEMPLATE.replace(", defaultValue: one", ""));
        awaitProblem(RouteCode.BREAKS_USER, "t.yaml", 0);
        assertThat(context.getRoute("a")).isSameAs(user);
        assertWorks("mall-delta/stock");
    }

    @Test
    void usersOfADeletedTemplateRunOnAndAreReported() throws Exception {
        engine.oweForEver("mall-delta/stock");
        write("t.yaml", TEMPLATE);
        write("a.yaml", use("a", "mall-delta"));
        start();
        awaitRoutes("a");
        delete("t.yaml");
        awaitProblem(RouteCode.TEMPLATE_GONE, "a.yaml", 1);
        assertWorks("mall-delta/stock");
        write("b.yaml", use("b", "mall-cas"));
        awaitProblem(RouteCode.TEMPLATE, "b.yaml", 1);
        write("t.yaml", TEMPLATE);
        awaitRoutes("a", "b");
        awaitNoProblem();
    }

    @Test
    void refusesAnIdThatAnotherFileHas() throws Exception {
        engine.oweForEver("mall-delta/stock");
        write("b.yaml", lane("same", "mall-delta", ""));
        start();
        awaitRoutes("same");
        write("a.yaml", lane("same", "mall-cas", ""));
        awaitProblem(RouteCode.DUPLICATE, "a.yaml", 2);
        assertThat(files.problems().get(0).problem()).contains("b.yaml", "line 2");
        assertWorks("mall-delta/stock");
        delete("b.yaml");
        await().until(() -> files.routes().keySet().equals(java.util.Set.of("a.yaml")));
        awaitNoProblem();
    }

    @Test
    void followsARename() throws Exception {
        engine.oweForEver("mall-delta/stock");
        write("a.yaml", lane("a", "mall-delta", ""));
        start();
        awaitRoutes("a");
        Files.move(folder.resolve("a.yaml"), folder.resolve("z.yaml"));
        await().until(() -> files.routes().keySet().equals(java.util.Set.of("z.yaml")));
        awaitNoProblem();
        assertWorks("mall-delta/stock");
    }

    @Test
    void endsAtTheLastOfTwentyQuickEdits() throws Exception {
        engine.oweForEver("mall-delta/stock");
        write("a.yaml", lane("a", "mall-delta", ""));
        write("other.yaml", lane("other", "mall-cas", ""));
        start();
        awaitRoutes("a", "other");
        var other = context.getRoute("other");
        for (int edit = 1; edit <= 20; edit++) {
            Path draft = aside.resolve("draft");
            Files.writeString(
                    draft, edit % 3 == 0 ? "- nonsense" : lane("edit-" + edit, "mall-delta", ", batch: " + edit));
            Files.move(draft, folder.resolve("a.yaml"), StandardCopyOption.REPLACE_EXISTING);
        }
        awaitRoutes("edit-20", "other");
        awaitNoProblem();
        assertThat(context.getRoute("other")).isSameAs(other);
        assertWorks("mall-delta/stock");
    }

    @Test
    void putsBackWhatRanWhenAFileCannotBeStarted() throws Exception {
        engine.oweForEver("mall-delta/stock");
        String taken = "- route: {id: %s, from: {uri: direct:taken, steps: [{to: log:taken}]}}\n";
        write("a.yaml", lane("a", "mall-delta", ""));
        write("b.yaml", taken.formatted("b"));
        start();
        awaitRoutes("a", "b");
        write("a.yaml", lane("a", "mall-delta", ", batch: 7") + taken.formatted("a2"));
        awaitProblem(RouteCode.NOT_STARTED, "a.yaml", 0);
        awaitRoutes("a", "b");
        assertWorks("mall-delta/stock");
        delete("b.yaml");
        write("a.yaml", lane("a", "mall-delta", ", batch: 8") + taken.formatted("a2"));
        awaitRoutes("a", "a2");
        awaitNoProblem();
    }

    @Test
    void changesNothingWhenTheFolderIsLost() throws Exception {
        engine.oweForEver("mall-delta/stock");
        write("a.yaml", lane("a", "mall-delta", ""));
        start();
        awaitRoutes("a");
        Path elsewhere = aside.resolve("moved");
        Files.move(folder, elsewhere);
        awaitProblem(RouteCode.UNREADABLE, "", 0);
        assertWorks("mall-delta/stock");
        Files.move(elsewhere, folder);
        awaitNoProblem();
    }
}
