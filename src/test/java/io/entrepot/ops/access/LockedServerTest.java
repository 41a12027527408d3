package io.entrepot.ops.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.api.RunningServer;
import io.entrepot.api.RunningServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server that asks for the token, as one does that is bound to more than this machine. */
class LockedServerTest {

    @TempDir
    private Path folder;

    @Test
    void everythingNeedsTheTokenAndALoginGivesACookie() throws IOException {
        List<String> shown = new ArrayList<>();
        Path file = folder.resolve("api-token");
        ApiToken.at(file, shown::add);
        try (RunningServer server =
                new RunningServer("--entrepot.access.token=always", "--entrepot.access.token-file=" + file)) {
            for (String path : List.of("/api/v1/channels", "/v3/api-docs", "/actuator/prometheus", "/console/board")) {
                assertThat(server.get(path).status()).as(path).isEqualTo(401);
                assertThat(server.get(path, "Authorization", "Bearer " + shown.get(0))
                                .status())
                        .as(path)
                        .isEqualTo(200);
            }
            assertThat(server.get("/actuator/health/liveness").status()).isEqualTo(200);
            Answer page = server.get("/", "Accept", "text/html");
            assertThat(page.response().headers().firstValue("location"))
                    .hasValueSatisfying(to -> assertThat(to).endsWith("/login"));
            assertThat(server.get("/login").text()).contains("type=\"password\"");

            Answer login = login(server, shown.get(0));
            String cookie = login.response().headers().firstValue("set-cookie").orElseThrow();
            assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
            assertThat(server.get("/", "Cookie", cookie.split(";")[0]).status()).isEqualTo(200);
            assertThat(login(server, "wrong").response().headers().firstValue("location"))
                    .hasValueSatisfying(to -> assertThat(to).endsWith("/login?wrong"));
            assertThat(Files.readString(file)).doesNotContain(shown.get(0));
        }
    }

    private static Answer login(RunningServer server, String token) {
        return server.send("POST", "/login", "token=" + token, "Content-Type", "application/x-www-form-urlencoded");
    }
}
