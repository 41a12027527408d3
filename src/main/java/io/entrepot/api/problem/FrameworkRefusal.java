package io.entrepot.api.problem;

import org.springframework.http.HttpStatusCode;

/** Which of our errors a refusal by the framework or the server is, judged by its status. */
final class FrameworkRefusal {

    private FrameworkRefusal() {}

    static ApiError of(HttpStatusCode status) {
        return switch (status.value()) {
            case 401 -> ApiError.NO_TOKEN;
            case 404 -> ApiError.NO_SUCH_PATH;
            case 405 -> ApiError.WRONG_METHOD;
            case 406, 415 -> ApiError.WRONG_MEDIA_TYPE;
            case 413 -> ApiError.TOO_LARGE;
            default -> status.is4xxClientError() ? ApiError.BAD_PARAMETER : ApiError.UNEXPECTED;
        };
    }
}
