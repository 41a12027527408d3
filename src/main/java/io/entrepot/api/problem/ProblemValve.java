package io.entrepot.api.problem;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

/** Answers what the server refuses before a request has reached the application: an address that is none. */
public final class ProblemValve extends ErrorReportValve {

    /** Made by the server, by name. */
    public ProblemValve() {}

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ApiError error = FrameworkRefusal.of(HttpStatusCode.valueOf(status));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        try {
            Writer out = response.getReporter();
            if (out != null) {
                out.write(text(error, status));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("the client is gone", e);
        }
    }

    /** All of it is our own plain text, so nothing needs escaping. */
    private static String text(ApiError error, int status) {
        return "{\"type\":\"urn:entrepot:error:%s\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\",\"remedy\":\"%s\"}"
                .formatted(
                        error.code(),
                        error.title(),
                        status,
                        error.code(),
                        error.remedy().replace("\"", "'"));
    }
}
