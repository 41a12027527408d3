package io.entrepot.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says beyond what stands at each operation: the token, and how errors look. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String PROBLEM = "Problem";
    private static final String TOKEN = "token";
    private static final Map<String, String> ERRORS = Map.of(
            "400", "The request cannot be read: malformed JSON, an unknown field, a wrong type, a wrong parameter",
            "401", "The token is missing or wrong (only where one is asked for)",
            "403", "Another site's page sent this, or another name than this machine's was used",
            "404", "There is no such thing",
            "422", "A value is not allowed; `field` and `errors` name each",
            "500", "Something went wrong here; the log has more under the incident's id");

    @Bean
    OpenAPI document() {
        return new OpenAPI()
                .info(new Info()
                        .title("Entrepot")
                        .version("v1")
                        .description(
                                "One central store, many storefronts, always in step. Fields are snake_case; instants are"
                                        + " UTC (ISO 8601); amounts are decimal texts with their currency. Errors are problems"
                                        + " (RFC 9457) with a stable code that docs/errors.md explains.")
                        .license(new License().name("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("Asked for when the server is bound to more than this machine")))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    @Bean
    OpenApiCustomizer errors() {
        return document -> {
            document.getComponents().addSchemas(PROBLEM, problem());
            document.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(ApiDescription::addErrors);
        };
    }

    private static void addErrors(Operation operation) {
        boolean named = operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(each -> "path".equals(each.getIn()));
        ERRORS.forEach((status, meaning) -> {
            if (!status.equals("404") || named) {
                operation.getResponses().putIfAbsent(status, error(meaning));
            }
        });
    }

    private static ApiResponse error(String meaning) {
        return new ApiResponse()
                .description(meaning)
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
    }

    private static Schema<?> problem() {
        Schema<?> error = new ObjectSchema()
                .addProperty("field", new StringSchema().example("sets[3].on_hand"))
                .addProperty("code", new StringSchema().example("ENT-2101"))
                .addProperty("detail", new StringSchema())
                .addProperty("remedy", new StringSchema());
        return new ObjectSchema()
                .description("What is wrong, where, and what to do (RFC 9457)")
                .addProperty("type", new StringSchema().example("urn:entrepot:error:ENT-2101"))
                .addProperty("title", new StringSchema().example("Less than nothing"))
                .addProperty("status", new IntegerSchema().example(422))
                .addProperty("detail", new StringSchema().example("'on_hand' must be 0 or more, not -1"))
                .addProperty("instance", new StringSchema().example("/api/v1/stock/A-1"))
                .addProperty("code", new StringSchema().example("ENT-2101"))
                .addProperty("field", new StringSchema().example("on_hand"))
                .addProperty("remedy", new StringSchema().example("Give 0 or more."))
                .addProperty("errors", new ArraySchema().items(error));
    }
}
