package io.entrepot.ops.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the token in a request: in its Authorization header, or in the cookie that the log-in page sets. */
final class PresentedToken {

    static final String COOKIE = "entrepot-token";

    private static final String BEARER = "Bearer ";

    private PresentedToken() {}

    static Optional<String> of(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null) {
            return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? Optional.of(header.substring(BEARER.length()).strip())
                    : Optional.empty();
        }
        Cookie[] cookies = request.getCookies();
        return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .findFirst();
    }
}
