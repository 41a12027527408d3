package io.entrepot.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs once on each database, with tables made and empty. It, and the class's {@code @BeforeEach} methods,
 * may take a {@link TestDatabase}. A database whose server cannot run here is reported as skipped, with the reason.
 *
 * <p>{@code -Ddatabases=H2_MEMORY,POSTGRESQL} leaves the others out.
 */
@TestTemplate
@ExtendWith(EachDatabase.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface TestOnEachDatabase {

    /** The kinds to run on; all of them unless said. */
    DatabaseKind[] value() default {
        DatabaseKind.H2_MEMORY, DatabaseKind.H2_FILE, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB
    };
}
