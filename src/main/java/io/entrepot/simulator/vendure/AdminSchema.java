package io.entrepot.simulator.vendure;

import graphql.ErrorClassification;
import graphql.GraphQL;
import graphql.GraphqlErrorBuilder;
import graphql.TypeResolutionEnvironment;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.schema.GraphQLObjectType;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeRuntimeWiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The part of Vendure's admin API that the simulator speaks, as an executable schema: it refuses what the schema has not. */
final class AdminSchema {

    private static final String FILE = "admin-api.graphqls";
    private static final List<String> LANGUAGES =
            List.of("en", "de", "es", "fr", "it", "ja", "ko", "nl", "pt", "zh", "zh_Hans", "zh_Hant");

    private static final List<String> UNIONS = List.of(
            "ErrorResult",
            "NativeAuthenticationResult",
            "AddFulfillmentToOrderResult",
            "TransitionFulfillmentToStateResult",
            "CancelOrderResult");

    private AdminSchema() {}

    static GraphQL of(Queries queries, Mutations mutations) {
        RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring()
                .scalar(Scalars.DATE_TIME)
                .scalar(Scalars.MONEY)
                .type(queries.wiring())
                .type(mutations.wiring())
                .type(TypeRuntimeWiring.newTypeWiring("ProductVariant").dataFetcher("product", env -> {
                    Variant.View variant = Objects.requireNonNull(env.getSource());
                    return variant.of().view();
                }))
                .type(TypeRuntimeWiring.newTypeWiring("Order").dataFetcher("history", Queries::history))
                .type(TypeRuntimeWiring.newTypeWiring("ProductOption").dataFetcher("group", env -> {
                    Product.Option option = Objects.requireNonNull(env.getSource());
                    return option.of().view();
                }));
        UNIONS.forEach(
                union -> wiring.type(TypeRuntimeWiring.newTypeWiring(union).typeResolver(AdminSchema::byClass)));
        return GraphQL.newGraphQL(new SchemaGenerator().makeExecutableSchema(definitions(), wiring.build()))
                .defaultDataFetcherExceptionHandler(new Thrown())
                .build();
    }

    /** The types, without what they do. */
    static TypeDefinitionRegistry definitions() {
        String currencies = Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .sorted()
                .collect(Collectors.joining(" "));
        String enums =
                "enum CurrencyCode { " + currencies + " } enum LanguageCode { " + String.join(" ", LANGUAGES) + " }";
        try (InputStream in = Objects.requireNonNull(AdminSchema.class.getResourceAsStream(FILE), FILE)) {
            String types = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new SchemaParser().parse(types).merge(new SchemaParser().parse(enums));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GraphQLObjectType byClass(TypeResolutionEnvironment env) {
        Object given = env.getObject();
        String name = given instanceof OrderView ? "Order" : given.getClass().getSimpleName();
        return Objects.requireNonNull(env.getSchema().getObjectType(name), name);
    }

    private static final class Thrown implements DataFetcherExceptionHandler {
        @Override
        public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
                DataFetcherExceptionHandlerParameters thrown) {
            Throwable exception = thrown.getException();
            String code = exception instanceof ShopError error ? error.code() : "INTERNAL_SERVER_ERROR";
            DataFetcherExceptionHandlerResult result = DataFetcherExceptionHandlerResult.newResult(
                            GraphqlErrorBuilder.newError()
                                    .message("%s", String.valueOf(exception.getMessage()))
                                    .path(thrown.getPath())
                                    .location(thrown.getSourceLocation())
                                    .errorType(ErrorClassification.errorClassification(code))
                                    .extensions(Map.of("code", code))
                                    .build())
                    .build();
            return CompletableFuture.completedFuture(result);
        }
    }
}
