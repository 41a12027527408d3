package io.entrepot.api.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes no body that is longer than its path may have: files for import may be long, calls of storefronts are shortest. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class BodyLimit extends OncePerRequestFilter {

    /** Anybody may send one. */
    private static final long MOST_OF_CALLBACK = 64 * 1024;

    private final long most;
    private final long mostOfFile;
    private final ProblemWriter writer;

    BodyLimit(
            @Value("${entrepot.api.max-body:4MB}") DataSize most,
            @Value("${entrepot.api.max-file:200MB}") DataSize mostOfFile,
            ObjectMapper json) {
        this.most = most.toBytes();
        this.mostOfFile = mostOfFile.toBytes();
        this.writer = new ProblemWriter(json);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limit = limit(request.getRequestURI());
        if (request.getContentLengthLong() > limit) {
            writer.write(
                    request,
                    response,
                    Problems.of(ApiError.TOO_LARGE, String.valueOf(new BodyTooLarge(limit).getMessage())));
            return;
        }
        chain.doFilter(new LimitedRequest(request, limit), response);
    }

    private long limit(String path) {
        if (path.startsWith("/callbacks/")) {
            return MOST_OF_CALLBACK;
        }
        return path.endsWith("/import") ? mostOfFile : most;
    }
}
