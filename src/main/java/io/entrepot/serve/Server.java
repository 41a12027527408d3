package io.entrepot.serve;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jooq.JooqAutoConfiguration;

/** The Spring application. The database, its migrations and its queries are the store's own, so Spring's are left out. */
@SpringBootApplication(
        scanBasePackages = "io.entrepot",
        exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class, JooqAutoConfiguration.class})
public class Server {

    /** Serves until the process is told to end. Arguments are Spring's: {@code --server.port=9000}. */
    public static void start(String... arguments) {
        SpringApplication application = new SpringApplication(Server.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.run(arguments);
    }
}
