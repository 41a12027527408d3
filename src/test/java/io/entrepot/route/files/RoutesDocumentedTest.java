package io.entrepot.route.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.model.ErrorCode;
import io.entrepot.model.StorefrontId;
import io.entrepot.route.RouteCode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutesDocumentedTest {

    private static final Path PAGE = Path.of("docs", "routes.md");
    private static final Path TEMPLATES = Path.of("routes", "templates.yaml");
    // What every Camel endpoint has.
    private static final List<String> CAMELS_OWN =
            List.of("bridgeErrorHandler", "exceptionHandler", "exchangePattern", "lazyStartProducer", "what", "id");

    @TempDir
    Path folder;

    @Test
    void everyRefusalIsExplained() throws Exception {
        String page = Files.readString(PAGE);
        String index = Files.readString(Path.of("docs", "errors.md"));
        for (Field field : RouteCode.class.getFields()) {
            String row = "| " + ((ErrorCode) field.get(null)).value() + " |";
            assertThat(page).contains(row);
            assertThat(index).contains(row);
        }
    }

    @Test
    void everyOptionIsExplained() throws Exception {
        String page = Files.readString(PAGE);
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            for (String scheme : List.of("store", "storefront")) {
                List<String> options = new ArrayList<>(camel.getCamelContextExtension()
                        .getEndpointUriFactory(scheme)
                        .propertyNames());
                options.removeAll(CAMELS_OWN);
                assertThat(options).allSatisfy(option -> assertThat(page).contains("| `" + option + "` |"));
            }
        }
    }

    @Test
    void everyTemplateIsExplained() throws Exception {
        String page = Files.readString(PAGE);
        List<RouteProblem> problems = new ArrayList<>();
        Outline templates = new OutlineReader(new RouteText("templates.yaml", Files.readString(TEMPLATES)), problems)
                .read()
                .orElseThrow();
        assertThat(templates.templates()).hasSizeGreaterThan(4).allSatisfy(template -> {
            StringBuilder row = new StringBuilder("| `" + template.id().value() + "` | ");
            List<String> parameters = template.parameters().stream()
                    .map(parameter -> "`" + parameter.name().value() + "`"
                            + parameter
                                    .fallback()
                                    .map(value -> " (" + value.value() + ")")
                                    .orElse(""))
                    .toList();
            row.append(String.join(", ", parameters)).append(" |");
            assertThat(page).contains(row);
        });
    }

    @Test
    void theExamplesOnThePageRun() throws Exception {
        Files.copy(TEMPLATES, folder.resolve("templates.yaml"));
        List<String> examples = examples();
        assertThat(examples).hasSize(3);
        for (String example : examples) {
            Files.writeString(folder.resolve("example.yaml"), example);
            assertThat(new RouteCheck(() -> List.of(new StorefrontId("taobao-main"))).check(folder))
                    .isEmpty();
        }
    }

    private static List<String> examples() throws IOException {
        Matcher blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        List<String> examples = new ArrayList<>();
        while (blocks.find()) {
            examples.add(blocks.group(1));
        }
        return examples;
    }
}
