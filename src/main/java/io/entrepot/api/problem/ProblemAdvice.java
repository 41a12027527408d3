package io.entrepot.api.problem;

import io.entrepot.model.Refusal;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers whatever a controller, or the way to one, throws. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    /** "There is no such …": about what the path names these are a 404, about what the body names a 422. */
    private static final Set<String> NO_SUCH = Set.of("ENT-2040", "ENT-2060", "ENT-2102", "ENT-2119", "ENT-3001");

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> refused(Refusal refusal, WebRequest request) {
        boolean missing = NO_SUCH.contains(refusal.code().value())
                && pathVariables(request).containsKey(String.valueOf(refusal.field()));
        HttpStatus status = missing
                ? HttpStatus.NOT_FOUND
                : Problems.find(refusal.code().value())
                        .map(ApiError::status)
                        .filter(usual -> usual != HttpStatus.NOT_FOUND)
                        .orElse(HttpStatus.UNPROCESSABLE_ENTITY);
        return answer(refusal, Problems.of(status, refusal), new HttpHeaders(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> refused(SeveralRefused refusal, WebRequest request) {
        return answer(refusal, Problems.of(ApiError.INVALID, refusal.errors()), new HttpHeaders(), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unexpected(Exception e, WebRequest request) {
        if (isOfTheClientsConnection(e)) {
            return null;
        }
        String incident = UUID.randomUUID().toString();
        LOG.error("incident {} at {}", incident, request.getDescription(false), e);
        ProblemDetail problem = Problems.of(ApiError.UNEXPECTED, "the request failed; incident " + incident);
        problem.setProperty("incident", incident);
        return answer(e, problem, new HttpHeaders(), request);
    }

    /**
     * Whether the client went away. By its types alone: other connections, as those to the database, break with the same words, and who
     * is answered nothing takes it for a success.
     */
    private static boolean isOfTheClientsConnection(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
                .anyMatch(
                        each -> each instanceof ClientAbortException || each instanceof AsyncRequestNotUsableException);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(e, BodyProblem.of(e), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(e, Problems.of(ApiError.INVALID, ConstraintNames.of(e.getFieldErrors())), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = ConstraintNames.ofParameters(e.getParameterValidationResults());
        boolean onlyParameters = errors.stream().allMatch(each -> each.code()
                .equals(ApiError.BAD_PARAMETER.code().value()));
        ApiError kind = onlyParameters ? ApiError.BAD_PARAMETER : ApiError.INVALID;
        return answer(e, Problems.of(kind, errors), headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = e instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(e.getPropertyName());
        boolean inPath = pathVariables(request).containsKey(name);
        return answer(
                e,
                Problems.of(
                        inPath ? ApiError.NOT_FOUND : ApiError.BAD_PARAMETER,
                        name,
                        "'" + name + "' cannot be '" + e.getValue() + "'"),
                headers,
                request);
    }

    /** Everything else that Spring refuses by itself. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ApiError error = FrameworkRefusal.of(status);
        if (error == ApiError.UNEXPECTED) {
            return unexpected(e, request);
        }
        String said = e instanceof ErrorResponse answer ? answer.getBody().getDetail() : null;
        ProblemDetail problem = Problems.of(error, said == null ? error.title() : said);
        problem.setStatus(status.value());
        return answer(e, problem, headers, request);
    }

    private @Nullable ResponseEntity<Object> answer(
            Exception e, ProblemDetail problem, HttpHeaders headers, WebRequest request) {
        if (request instanceof ServletWebRequest servlet) {
            problem.setInstance(URI.create(servlet.getRequest().getRequestURI()));
        }
        HttpHeaders all = new HttpHeaders();
        all.addAll(headers);
        all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return super.handleExceptionInternal(e, problem, all, HttpStatusCode.valueOf(problem.getStatus()), request);
    }

    private static Map<?, ?> pathVariables(WebRequest request) {
        Object variables =
                request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, WebRequest.SCOPE_REQUEST);
        return variables instanceof Map<?, ?> map ? map : Map.of();
    }
}
