package io.entrepot.ops.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Takes the token from a person and keeps it in a cookie that scripts and other sites cannot use. */
@Controller
final class LoginPage {

    private static final Duration KEPT = Duration.ofHours(12);

    private final ApiToken token;

    LoginPage(ApiToken token) {
        this.token = token;
    }

    @GetMapping("/login")
    String page(@RequestParam(name = "wrong", required = false) @Nullable String wrong, Model model) {
        model.addAttribute("wrong", wrong != null);
        return "login";
    }

    @PostMapping("/login")
    ResponseEntity<Void> login(@RequestParam("token") String presented, HttpServletRequest request) {
        String stripped = presented.strip();
        return token.matches(stripped)
                ? to("/", cookie(stripped, KEPT, request))
                : to("/login?wrong", cookie("", Duration.ZERO, request));
    }

    @PostMapping("/logout")
    ResponseEntity<Void> logout(HttpServletRequest request) {
        return to("/login", cookie("", Duration.ZERO, request));
    }

    private static ResponseCookie cookie(String value, Duration age, HttpServletRequest request) {
        return ResponseCookie.from(PresentedToken.COOKIE, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .path("/")
                .maxAge(age)
                .build();
    }

    private static ResponseEntity<Void> to(String path, ResponseCookie cookie) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, path)
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .build();
    }
}
