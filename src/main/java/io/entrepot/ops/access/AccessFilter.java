package io.entrepot.ops.access;

import io.entrepot.api.problem.ApiError;
import io.entrepot.api.problem.ProblemWriter;
import io.entrepot.api.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a request through, or says what it lacks. What is open without a token shows nothing of the store. */
final class AccessFilter extends OncePerRequestFilter {

    private static final Set<String> OPEN =
            Set.of("/login", "/console/console.css", "/actuator/health/liveness", "/actuator/health/readiness");

    /** Nothing but that: the address is compared as it was sent, and the server makes shorter ones of some. */
    private static final Pattern CALLBACK = Pattern.compile("/callbacks/[A-Za-z0-9_-]+");

    private static final Pattern STATIC = Pattern.compile("/webjars/.*|/console/[a-z]+\\.(css|svg)");
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final ApiToken token;
    private final boolean asksForToken;
    private final ProblemWriter problems;

    AccessFilter(ApiToken token, boolean asksForToken, ProblemWriter problems) {
        this.token = token;
        this.asksForToken = asksForToken;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        protect(request, response);
        if (CALLBACK.matcher(request.getRequestURI()).matches()) {
            // Signed by the channel, which knows no token of ours and calls by a public name.
            chain.doFilter(request, response);
        } else if (!asksForToken && !Origins.isLoopback(request)) {
            refuse(
                    request,
                    response,
                    ApiError.FOREIGN_HOST,
                    "'" + request.getServerName() + "' is no name of this machine");
        } else if (Origins.isCrossSiteChange(request)) {
            refuse(request, response, ApiError.CROSS_SITE, "a page of another site sent this");
        } else if (!asksForToken) {
            chain.doFilter(new Caller(request, Caller.LOCAL), response);
        } else if (PresentedToken.of(request).filter(token::matches).isPresent()) {
            chain.doFilter(new Caller(request, Caller.TOKEN), response);
        } else if (OPEN.contains(request.getRequestURI())) {
            chain.doFilter(request, response);
        } else if (wantsPage(request)) {
            response.sendRedirect("/login");
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"entrepot\"");
            refuse(request, response, ApiError.NO_TOKEN, "the request brings no token, or a wrong one");
        }
    }

    private static void protect(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Content-Security-Policy", POLICY);
        if (!STATIC.matcher(request.getRequestURI()).matches()) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.getMethod().equals("GET") && accept != null && accept.startsWith("text/html");
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, ApiError error, String detail)
            throws IOException {
        problems.write(request, response, Problems.of(error, detail));
    }
}
