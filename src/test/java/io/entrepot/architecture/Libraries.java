package io.entrepot.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** Which library may be used where. */
record Libraries(House house) {

    private static final String[] CAMEL = {"org.apache.camel.."};
    private static final String[] OKHTTP = {"okhttp3.."};
    private static final String[] JEDIS = {"redis.clients.."};
    private static final String[] SPRING = {"org.springframework.."};
    private static final String[] SQL = {
        "org.jooq..",
        "java.sql..",
        "org.springframework.jdbc..",
        "org.flywaydb..",
        "org.h2..",
        "org.postgresql..",
        "org.mariadb.."
    };

    List<ArchRule> rules() {
        return List.of(
                keptIn("Camel", CAMEL, "the core runs without routes; call it from a component in route", "route"),
                keptIn("SQL", SQL, "SQL is read and tuned in one place; add a method to store", "database", "store"),
                keptIn(
                        "OkHttp",
                        OKHTTP,
                        "each call is counted and redacted in one place; add a capability",
                        "channel",
                        "connector"),
                jedis(),
                noSpring("sync", "its simulation makes thousands of them; wire it from the outside"),
                noSpring(
                        "connector",
                        "a connector is opened by hand in tests and tools; take what it needs as an argument"),
                noSpring("simulator", "it also starts alone; take what it needs as an argument"));
    }

    private ArchRule keptIn(String library, String[] packages, String reason, String... layers) {
        return noClasses()
                .that(house.outside(layers))
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages))
                .as(library + " is used only in " + String.join(" and ", layers))
                .because(reason + " instead");
    }

    private ArchRule jedis() {
        return noClasses()
                .that()
                .resideOutsideOfPackage("..redis")
                .should()
                .dependOnClassesThat(resideInAnyPackage(JEDIS))
                .because("Redis is optional; put the adapter into a package named redis, behind a port, instead");
    }

    private ArchRule noSpring(String layer, String reason) {
        return noClasses()
                .that()
                .resideInAnyPackage(house.layers(layer))
                .should()
                .dependOnClassesThat(resideInAnyPackage(SPRING))
                .because(reason + " instead");
    }
}
