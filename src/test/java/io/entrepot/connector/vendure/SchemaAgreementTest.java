package io.entrepot.connector.vendure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.introspection.IntrospectionQuery;
import graphql.introspection.IntrospectionResultToSchema;
import graphql.language.AstPrinter;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the connector asks for, and what the simulator answers, is in the schema that a real server tells of itself. */
class SchemaAgreementTest {

    private static final Path SIMULATED =
            Path.of("src", "main", "resources", "io", "entrepot", "simulator", "vendure", "admin-api.graphqls");

    @TempDir
    static Path data;

    private static TypeDefinitionRegistry real;

    @BeforeAll
    static void introspect() {
        try (RealVendure vendure = RealVendure.start(data)) {
            Map<String, Object> told = new ObjectMapper()
                    .convertValue(
                            vendure.staff().call(IntrospectionQuery.INTROSPECTION_QUERY, Map.of()),
                            new TypeReference<>() {});
            real = new SchemaParser().buildRegistry(new IntrospectionResultToSchema().createSchemaDefinition(told));
        }
    }

    @AfterAll
    static void forget() {
        real = null;
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentFitsTheRealSchema(Document document) {
        GraphQLSchema schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(real);
        assertThat(new Validator().validateDocument(schema, Parser.parse(document.text()), Locale.ENGLISH))
                .isEmpty();
    }

    @Test
    void theSimulatorsSchemaIsAPartOfTheRealOne() throws IOException {
        TypeDefinitionRegistry simulated = new SchemaParser().parse(Files.readString(SIMULATED));
        List<String> differences = new ArrayList<>();
        simulated.types().values().forEach(type -> differences.addAll(differences(type)));
        assertThat(simulated.types()).hasSizeGreaterThan(40);
        assertThat(differences).isEmpty();
    }

    private static List<String> differences(TypeDefinition<?> simulated) {
        TypeDefinition<?> told = real.types().get(simulated.getName());
        if (told == null || told.getClass() != simulated.getClass()) {
            return List.of(simulated.getName() + " is " + told);
        }
        List<String> known = parts(told);
        List<String> differences = parts(simulated).stream()
                .filter(part -> !known.contains(part))
                .map(part -> simulated.getName() + " has no " + part)
                .collect(Collectors.toList());
        if (told instanceof InputObjectTypeDefinition input) {
            List<String> given = parts(simulated);
            input.getInputValueDefinitions().stream()
                    .map(value -> value.getName() + ": " + AstPrinter.printAst(value.getType()))
                    .filter(value -> value.endsWith("!") && !given.contains(value))
                    .forEach(value -> differences.add(simulated.getName() + " lacks " + value));
        }
        return differences;
    }

    /** Fields with their arguments, input fields, members or values, each in one line. */
    private static List<String> parts(TypeDefinition<?> type) {
        if (type instanceof ObjectTypeDefinition object) {
            return object.getFieldDefinitions().stream()
                    .flatMap(SchemaAgreementTest::parts)
                    .toList();
        }
        if (type instanceof InputObjectTypeDefinition input) {
            return texts(input.getInputValueDefinitions(), value -> value.getName() + ": " + text(value.getType()));
        }
        if (type instanceof UnionTypeDefinition union) {
            return texts(union.getMemberTypes(), SchemaAgreementTest::text);
        }
        if (type instanceof EnumTypeDefinition values) {
            return texts(values.getEnumValueDefinitions(), EnumValueDefinition::getName);
        }
        return List.of();
    }

    private static Stream<String> parts(FieldDefinition field) {
        String name = field.getName();
        return Stream.concat(
                Stream.of(name + ": " + text(field.getType())),
                field.getInputValueDefinitions().stream()
                        .map((InputValueDefinition value) ->
                                name + "(" + value.getName() + ": " + text(value.getType()) + ")"));
    }

    private static String text(Type<?> type) {
        return AstPrinter.printAst(type);
    }

    private static <T> List<String> texts(List<T> parts, Function<T, String> text) {
        return parts.stream().map(text).toList();
    }
}
