package io.entrepot.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.ServletWebRequest;

class ProblemAdviceTest {

    private final ProblemAdvice advice = new ProblemAdvice();

    static Stream<Exception> connectionsThatAreNotTheClients() {
        return Stream.of(
                new DataAccessException(
                        "Cannot commit transaction",
                        new SQLException("Socket error", "08000", new EOFException("end of stream"))),
                new DataAccessException(
                        "SQL [update]", new SQLException("I/O error", "08006", new IOException("Broken pipe"))),
                new IllegalStateException(new IOException("Connection reset by peer")));
    }

    /** An empty answer would be taken for a success, and what was asked for is not done. */
    @ParameterizedTest
    @MethodSource("connectionsThatAreNotTheClients")
    void whatBreaksBehindUsIsAFailure(Exception broken) {
        ResponseEntity<Object> answer = advice.unexpected(broken, request());

        assertThat(answer).isNotNull();
        assertThat(answer.getStatusCode().value()).isEqualTo(500);
        assertThat(String.valueOf(answer.getBody())).contains("incident");
    }

    @Test
    void whoWentAwayIsNotAnswered() {
        for (Exception gone : List.of(
                new ClientAbortException(new IOException("Broken pipe")),
                new IllegalStateException(new ClientAbortException()))) {
            assertThat(advice.unexpected(gone, request())).isNull();
        }
    }

    private static ServletWebRequest request() {
        return new ServletWebRequest(new MockHttpServletRequest("POST", "/api/v1/stock/cup-1/adjust"));
    }
}
