package io.entrepot.database;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a {@link TestOnEachDatabase} once for each kind of database. */
final class EachDatabase implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getRequiredTestMethod().isAnnotationPresent(TestOnEachDatabase.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        DatabaseKind[] kinds = context.getRequiredTestMethod()
                .getAnnotation(TestOnEachDatabase.class)
                .value();
        return Arrays.stream(kinds).map(OnOne::new);
    }

    private record OnOne(DatabaseKind kind) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocationIndex) {
            return kind.name();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new RunsHere(kind), new Lent(kind));
        }
    }

    private record RunsHere(DatabaseKind kind) implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            String wanted = System.getProperty("databases", "");
            if (!wanted.isBlank() && !List.of(wanted.split(",")).contains(kind.name())) {
                return ConditionEvaluationResult.disabled(kind + " is left out by -Ddatabases=" + wanted);
            }
            Optional<RuntimeException> whyNot = kind.servers().whyNot();
            if (whyNot.isEmpty()) {
                return ConditionEvaluationResult.enabled(kind + " runs");
            }
            if (Boolean.parseBoolean(System.getenv("ENTREPOT_NEEDS_ALL_DATABASES"))) {
                throw whyNot.get();
            }
            return ConditionEvaluationResult.disabled(kind + " cannot run here: " + whyNot.get());
        }
    }

    private static final class Lent implements ParameterResolver, AfterEachCallback {

        private final DatabaseKind kind;
        private TestDatabase database;

        Lent(DatabaseKind kind) {
            this.kind = kind;
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestDatabase.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            if (database == null) {
                database = TestDatabase.take(kind);
            }
            return database;
        }

        @Override
        public void afterEach(ExtensionContext context) {
            if (database != null) {
                database.close();
            }
        }
    }
}
