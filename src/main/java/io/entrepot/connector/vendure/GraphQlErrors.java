package io.entrepot.connector.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.util.Set;

/** Errors that stand inside an answer whose status says success. */
final class GraphQlErrors {

    /** Vendure throws these before it changes anything, and rolls back what the same mutation did. */
    private static final Set<String> NOT_DONE =
            Set.of("USER_INPUT_ERROR", "BAD_USER_INPUT", "CHANNEL_NOT_FOUND", "ILLEGAL_OPERATION", "UNAUTHORIZED");

    private GraphQlErrors() {}

    /** Whether the answer says that the caller may not do this, or is not logged in. */
    static boolean isForbidden(JsonNode answer) {
        return code(answer).equals("FORBIDDEN");
    }

    /**
     * The data of an answer.
     *
     * @throws CallRefused when the shop says that it did not do the call
     * @throws IOException when it says that something went wrong inside it, so that nobody knows
     */
    static JsonNode data(JsonNode answer) throws IOException {
        if (!answer.path("errors").isEmpty()) {
            throw failure(answer);
        }
        JsonNode data = answer.path("data");
        if (!data.isObject()) {
            throw new IOException("the shop's answer has neither data nor errors");
        }
        return data;
    }

    private static IOException failure(JsonNode answer) {
        String code = code(answer);
        String said = said(answer, code);
        boolean atRoot = answer.at("/errors/0/path").size() <= 1;
        if (code.equals("FORBIDDEN")) {
            return refused(
                    VendureCodes.NOT_PERMITTED,
                    "the administrator may not do this (" + said + "): give its role the permissions");
        }
        if (code.equals("ENTITY_NOT_FOUND") && atRoot) {
            return refused(VendureCodes.GONE, "the shop no longer has it (" + said + ")");
        }
        if (NOT_DONE.contains(code) && atRoot) {
            return refused(VendureCodes.CALL_REFUSED, "the shop refused the call (" + said + ")");
        }
        return new IOException("the shop failed inside (" + said + ")");
    }

    private static String code(JsonNode answer) {
        return answer.at("/errors/0/extensions/code").asText("");
    }

    private static String said(JsonNode answer, String code) {
        return code + ": " + answer.at("/errors/0/message").asText();
    }

    private static CallRefused refused(ErrorCode code, String message) {
        return new CallRefused(code, message, false);
    }
}
