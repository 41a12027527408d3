package io.entrepot.route.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.channel.Connectors;
import io.entrepot.config.ConfigReader;
import io.entrepot.config.StorefrontConfig;
import io.entrepot.model.StorefrontId;
import io.entrepot.route.FakeEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteCheckTest {

    private static final String LANE = """
            - route:
                id: a
                from:
                  uri: store:stock
                  parameters: {storefront: mall-delta}
                  steps:
            """;
    private static final String FEED = """
            - route:
                id: feed
                from:
                  uri: quartz:orders/mall-delta
                  steps:
                    - to: storefront:mall-delta/orders
            """;

    @TempDir
    Path folder;

    private List<String> check(String... namesAndTexts) {
        try {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                Files.writeString(folder.resolve(namesAndTexts[i]), namesAndTexts[i + 1]);
            }
            return new RouteCheck(new FakeEngine().known())
                    .check(folder).stream().map(RouteProblem::toString).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void assertOnly(List<String> problems, String start, String... parts) {
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0)).startsWith(start);
        for (String part : parts) {
            assertThat(problems.get(0)).contains(part);
        }
    }

    @Test
    void theShippedRoutesHaveNoProblem() throws Exception {
        Connectors installed = Connectors.installed();
        List<StorefrontId> shipped = new ConfigReader(installed::descriptor, installed.ids())
                .read(Path.of("config", "entrepot.yaml"), Map.of()).storefronts().stream()
                        .map(StorefrontConfig::id)
                        .toList();
        assertThat(new RouteCheck(() -> shipped).check(Path.of("routes"))).isEmpty();
    }

    @Test
    void findsAllProblemsOfAllFilesAtOnce() {
        assertThat(check(
                        "a.yaml", LANE + "        - to: storefront:mall-delta/stok\n        - to: log:x?levle=INFO\n",
                        "b.yaml", "- route:\n    id: [",
                        "c.yaml", "- beans: []\n- rout: {}\n"))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("a.yaml:7:15 ENT-1110"),
                        second -> assertThat(second)
                                .startsWith("a.yaml:8:15 ENT-1107")
                                .contains("did you mean 'level'?"),
                        third -> assertThat(third).startsWith("b.yaml:").contains("ENT-1101"),
                        fourth -> assertThat(fourth).startsWith("c.yaml:1:3 ENT-1104 'beans' has no place"),
                        fifth -> assertThat(fifth)
                                .startsWith("c.yaml:2:3 ENT-1104")
                                .contains("did you mean 'route'?"));
    }

    @Test
    void anUnknownStepOrKey() {
        assertOnly(
                check("a.yaml", LANE + "        - too: storefront:mall-delta/stock\n"), "a.yaml:7:11 ENT-1105", "too");
        assertOnly(
                check(
                        "a.yaml",
                        LANE
                                + "        - filter:\n            simpel: x\n            steps: [{to: storefront:mall-delta/stock}]\n"),
                "a.yaml:8:",
                "ENT-1105",
                "simpel");
    }

    @Test
    void anUnknownComponent() {
        assertOnly(
                check(
                        "a.yaml",
                        LANE + "        - to: storfront:mall-delta/stock\n        - to: storefront:mall-delta/stock\n"),
                "a.yaml:7:15 ENT-1106",
                "storfront");
    }

    @Test
    void anUnknownStorefrontInAParameterOfATemplateIsReportedWhereTheParameterStands() {
        String template = RouteFilesTest.TEMPLATE;
        assertOnly(
                check("t.yaml", template, "u.yaml", RouteFilesTest.use("u", "mall-dlta")),
                "u.yaml:1:95 ENT-1111",
                "no storefront 'mall-dlta' is declared",
                "did you mean 'mall-delta'?");
    }

    @Test
    void aFaultInATemplateThatNobodyUsesYet() {
        assertOnly(
                check(
                        "t.yaml",
                        RouteFilesTest.TEMPLATE.replace(
                                "{storefront: \"{{storefront}}\"}", "{storefornt: \"{{storefront}}\"}")),
                "t.yaml:6:20 ENT-1107",
                "did you mean 'storefront'?");
    }

    @Test
    void templateParametersThatAreMissingOrUnknown() {
        String use =
                "- templatedRoute:\n    routeId: u\n    routeTemplateRef: lane\n    parameters: [{name: storefornt, value: mall-cas}]\n";
        assertThat(check("t.yaml", RouteFilesTest.TEMPLATE, "u.yaml", use))
                .satisfiesExactly(
                        missing -> assertThat(missing)
                                .startsWith("u.yaml:3:23 ENT-1115")
                                .contains("needs the parameter 'storefront'"),
                        unknown -> assertThat(unknown)
                                .startsWith("u.yaml:4:25 ENT-1115")
                                .contains("did you mean 'storefront'?"));
    }

    @Test
    void aTemplateThatDoesNotExist() {
        assertOnly(
                check(
                        "t.yaml",
                        RouteFilesTest.TEMPLATE,
                        "u.yaml",
                        RouteFilesTest.use("u", "mall-cas").replace("lane", "lan")),
                "u.yaml:1:38 ENT-1114",
                "did you mean 'lane'?");
    }

    @Test
    void idsThatAreTakenOrMissing() {
        assertOnly(
                check(
                        "a.yaml",
                        RouteFilesTest.lane("x", "mall-cas", ""),
                        "b.yaml",
                        RouteFilesTest.lane("x", "mall-delta", "")),
                "b.yaml:2:9 ENT-1113",
                "taken by a.yaml, line 2");
    }

    @Test
    void aRouteWithoutAnId() {
        assertOnly(check("a.yaml", "- from: {uri: direct:x, steps: []}\n"), "a.yaml:1:3 ENT-1112", "- route:");
        assertOnly(
                check("a.yaml", "- route: {from: {uri: direct:x, steps: [{to: mock:y}]}}\n"),
                "a.yaml:1:3 ENT-1112",
                "add id:");
    }

    @Test
    void schedulesThatAreWrongOrNamedTwice() {
        String feed = FEED + "        - to: store:orders\n";
        assertOnly(
                check("a.yaml", feed.replace("orders/mall-delta\n", "orders/mall-delta?cron=0+0+0\n")),
                "a.yaml:4:12 ENT-1116",
                "six fields");
        assertOnly(
                check("a.yaml", feed, "b.yaml", feed.replace("id: feed", "id: feed2")),
                "b.yaml:2:9 ENT-1113",
                "quartz:orders/mall-delta is taken by the route at a.yaml, line 2");
    }

    @Test
    void aCronInAParameter() {
        String template = FEED.replace(
                                "- route:\n    id: feed\n",
                                "- routeTemplate:\n    id: feed\n    parameters: [{name: cron}]\n")
                        .replace(
                                "mall-delta\n      steps",
                                "mall-delta\n      parameters: {cron: \"{{cron}}\"}\n      steps")
                + "        - to: store:orders\n";
        String use =
                "- templatedRoute: {routeTemplateRef: feed, routeId: u, parameters: [{name: cron, value: noon}]}\n";
        assertOnly(check("t.yaml", template, "u.yaml", use), "u.yaml:1:", "ENT-1116", "'noon'");
    }

    @Test
    void aFilterBetweenAPageAndTheStore() {
        assertOnly(
                check(
                        "a.yaml",
                        FEED + "        - filter: {simple: \"${body} != null\", steps: [{to: store:orders}]}\n"),
                "a.yaml:7:11 ENT-1120",
                "'filter' stands between",
                "store:orders-received");
        assertOnly(check("a.yaml", FEED), "a.yaml:6:11 ENT-1120", "never brought to store:orders");
        assertOnly(
                check("a.yaml", FEED.replace("storefront:mall-delta/orders", "store:orders")),
                "a.yaml:6:11 ENT-1120",
                "no page was read");
        assertThat(check(
                        "a.yaml", FEED + "        - log: got it\n        - to: log:page\n        - to: store:orders\n"))
                .isEmpty();
    }

    @Test
    void workThatGoesToAnotherStorefrontOrNowhere() {
        assertOnly(
                check("a.yaml", LANE + "        - to: storefront:mall-cas/stock\n"),
                "a.yaml:7:15 ENT-1121",
                "goes to storefront:mall-cas/stock");
        assertOnly(check("a.yaml", LANE + "        - to: storefront:mall-delta/price\n"), "a.yaml:7:15 ENT-1121");
        assertOnly(check("a.yaml", LANE + "        - log: nothing\n"), "a.yaml:4:12 ENT-1181 warning:");
    }

    @Test
    void retriesAndThrottlesOnALaneAreWarnedOf() {
        assertOnly(
                check(
                        "a.yaml",
                        LANE + "        - throttle: {constant: 5}\n        - to: storefront:mall-delta/stock\n"),
                "a.yaml:7:11 ENT-1180 warning:",
                "worklist owns retries");
        assertOnly(
                check(
                        "a.yaml",
                        "- onException:\n    exception: [java.io.IOException]\n    redeliveryPolicy: {maximumRedeliveries: 3}\n"
                                + LANE + "        - to: storefront:mall-delta/stock\n"),
                "a.yaml:3:24 ENT-1180 warning:");
    }

    @Test
    void aFileThatIsNotText() throws Exception {
        Files.write(folder.resolve("a.yaml"), "- route: {id: 库存}".getBytes("GB18030"));
        Files.write(folder.resolve("b.yaml"), "\uFEFF# nothing\n".getBytes(StandardCharsets.UTF_8));
        assertThat(check())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("a.yaml ENT-1103 the file is not UTF-8"),
                        second -> assertThat(second).startsWith("b.yaml ENT-1102 there is nothing"));
    }

    @Test
    void yamlThatWouldMisleadOrExhaust() {
        assertOnly(
                check("a.yaml", "- route:\n    id: a\n    id: b\n"), "a.yaml:3:5 ENT-1101", "stands on line 2 already");
        assertOnly(check("a.yaml", "- &x [*x]\n"), "a.yaml:1:", "ENT-1101");
        assertOnly(check("a.yaml", "route: {id: a}\n"), "a.yaml:1:1 ENT-1104", "begin each with '- '");
    }

    @Test
    void aFileThatUsesTheTemplateOfALaterFile() {
        assertThat(check("a.yaml", RouteFilesTest.use("u", "mall-cas"), "z.yaml", RouteFilesTest.TEMPLATE))
                .isEmpty();
    }
}
