package io.entrepot.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Tests that ask a {@link RunningServer}: one for all of them, started for the first, so each keeps to SKUs of its own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WithServer.Lending.class)
public @interface WithServer {

    /** Lends the one server. */
    final class Lending implements ParameterResolver {

        private record Kept(RunningServer server) implements ExtensionContext.Store.CloseableResource {
            @Override
            public void close() {
                server.close();
            }
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(WithServer.class))
                    .getOrComputeIfAbsent(Kept.class, any -> new Kept(new RunningServer()), Kept.class)
                    .server();
        }
    }
}
