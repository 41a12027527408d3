package io.entrepot.serve;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.context.annotation.ComponentScan;

/** The Spring application. The database, its migrations and its queries are the store's own, so Spring's are left out. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ComponentScan({
    "io.entrepot.api",
    "io.entrepot.console",
    "io.entrepot.ops",
    "io.entrepot.route.files",
    "io.entrepot.serve"
})
@LibraryParts
public class Server {

    /** Serves until the process is told to end. Arguments are Spring's: {@code --server.port=9000}. */
    public static void start(String... arguments) {
        StopLimit limit = StopLimit.set();
        SpringApplication application = new SpringApplication(Server.class);
        application.setBannerMode(Banner.Mode.OFF);
        try {
            application.run(arguments);
        } finally {
            limit.startIsOver();
        }
    }
}
