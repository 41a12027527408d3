package io.entrepot.ops.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.api.problem.ProblemWriter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class AccessFilterTest {

    @TempDir
    private Path folder;

    private final List<String> shown = new ArrayList<>();
    private ApiToken token;

    @BeforeEach
    void make() {
        token = ApiToken.at(folder.resolve("api-token"), shown::add);
    }

    private record Result(int status, String body, HttpServletRequest reached) {}

    private Result send(boolean asksForToken, MockHttpServletRequest request) throws ServletException, IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockFilterChain chain = new MockFilterChain();
        new AccessFilter(token, asksForToken, new ProblemWriter(new ObjectMapper())).doFilter(request, response, chain);
        return new Result(response.getStatus(), response.getContentAsString(), (HttpServletRequest) chain.getRequest());
    }

    private static MockHttpServletRequest request(String method, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setServerName("127.0.0.1");
        request.addHeader("Host", "127.0.0.1:8080");
        return request;
    }

    @Test
    void thisMachineNeedsNoToken() throws ServletException, IOException {
        Result result = send(false, request("PUT", "/api/v1/stock/a"));

        assertThat(result.reached().getUserPrincipal().getName()).isEqualTo("local");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.5"})
    void aForeignNameIsRefusedOnLoopback(String name) throws ServletException, IOException {
        MockHttpServletRequest request = request("GET", "/api/v1/orders");
        request.removeHeader("Host");
        request.setServerName(name);

        Result result = send(false, request);
        assertThat(result.status()).isEqualTo(403);
        assertThat(result.body()).contains("ENT-2131");
        assertThat(result.reached()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "shop.localhost", "127.0.0.9", "[::1]"})
    void thisMachinesOwnNamesAreTaken(String name) throws ServletException, IOException {
        MockHttpServletRequest request = request("GET", "/");
        request.removeHeader("Host");
        request.setServerName(name);

        assertThat(send(false, request).reached()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, Origin, http://evil.example, false",
        "POST, Origin, null, false",
        "POST, Origin, http://127.0.0.1:9090, false",
        "POST, Origin, http://127.0.0.1:8080, true",
        "POST, Sec-Fetch-Site, cross-site, false",
        "POST, Sec-Fetch-Site, same-site, false",
        "POST, Sec-Fetch-Site, same-origin, true",
        "DELETE, Sec-Fetch-Site, cross-site, false",
        "GET, Sec-Fetch-Site, cross-site, true",
    })
    void changesBySomeOtherSitesPageAreRefused(String method, String header, String value, boolean taken)
            throws ServletException, IOException {
        MockHttpServletRequest request = request(method, "/api/v1/attention/1/dismiss");
        request.addHeader(header, value);

        Result result = send(false, request);
        assertThat(result.reached() != null).isEqualTo(taken);
        assertThat(result.body().contains("ENT-2132")).isEqualTo(!taken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/orders",
                "/v3/api-docs",
                "/",
                "/console/board",
                "/actuator/prometheus",
                "/actuator/health",
                "/login/x",
                "/actuator/health/liveness/../../prometheus"
            })
    void boundWiderNothingIsShownWithoutTheToken(String path) throws ServletException, IOException {
        Result result = send(true, request("GET", path));

        assertThat(result.status()).isEqualTo(401);
        assertThat(result.body()).contains("ENT-2130");
        assertThat(result.reached()).isNull();
    }

    @Test
    void theTokenOpensByHeaderAndByCookie() throws ServletException, IOException {
        MockHttpServletRequest header = request("POST", "/api/v1/stock/bulk");
        header.addHeader("Authorization", "Bearer " + shown.get(0));
        MockHttpServletRequest cookie = request("GET", "/");
        cookie.setCookies(new Cookie("entrepot-token", shown.get(0)));
        MockHttpServletRequest wrong = request("GET", "/api/v1/orders");
        wrong.addHeader("Authorization", "Bearer wrong");

        assertThat(send(true, header).reached().getUserPrincipal().getName()).isEqualTo("api-token");
        assertThat(send(true, cookie).reached()).isNotNull();
        assertThat(send(true, wrong).status()).isEqualTo(401);
    }

    @Test
    void theCookieIsOfNoUseToOtherSites() throws ServletException, IOException {
        MockHttpServletRequest request = request("POST", "/api/v1/attention/1/dismiss");
        request.setCookies(new Cookie("entrepot-token", shown.get(0)));
        request.addHeader("Origin", "http://evil.example");

        assertThat(send(true, request).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/console/console.css", "/actuator/health/liveness"})
    void whatShowsNothingIsOpen(String path) throws ServletException, IOException {
        assertThat(send(true, request("GET", path)).reached()).isNotNull();
    }

    @Test
    void theTokenIsAskedForUnlessBoundToThisMachineOnly() throws IOException {
        AccessSettings auto = new AccessSettings(AccessSettings.When.AUTO, folder);
        AccessSettings always = new AccessSettings(AccessSettings.When.ALWAYS, folder);

        assertThat(auto.asksForToken(InetAddress.getByName("127.0.0.1"))).isFalse();
        assertThat(auto.asksForToken(InetAddress.getByName("::1"))).isFalse();
        assertThat(auto.asksForToken(InetAddress.getByName("0.0.0.0"))).isTrue();
        assertThat(auto.asksForToken(InetAddress.getByName("192.168.1.4"))).isTrue();
        assertThat(auto.asksForToken(null)).isTrue();
        assertThat(always.asksForToken(InetAddress.getByName("127.0.0.1"))).isTrue();
    }
}
