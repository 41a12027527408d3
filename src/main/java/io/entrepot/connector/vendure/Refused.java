package io.entrepot.connector.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.RetryAfter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Response;

/** What failures mean. */
final class Refused {

    private static final Duration UNNAMED_WAIT = Duration.ofSeconds(1);

    private Refused() {}

    /** The failure that an answer with a status other than success is. */
    static IOException byStatus(Response response, String body, Document document, Instant now) {
        String said = response.code() + " " + message(body);
        return switch (response.code()) {
            case 429 ->
                new QuotaExhausted(
                        document.operation(),
                        RetryAfter.read(response.header("Retry-After"), now).orElse(UNNAMED_WAIT));
            case 400 ->
                new CallRefused(
                        VendureCodes.NOT_OFFERED,
                        "the shop's API is not as this connector knows it (" + said
                                + "): see the versions in the connector's page",
                        false);
            case 401, 403 ->
                new CallRefused(
                        VendureCodes.NOT_PERMITTED, "somebody before the shop keeps us out (" + said + ")", false);
            case 404, 405 ->
                new CallRefused(
                        VendureCodes.NOT_OFFERED,
                        "there is no admin API (" + said + "): check base-url and admin-path",
                        false);
            default ->
                response.code() == 408 || response.code() >= 500
                        ? new IOException("the shop, or a proxy before it, answered " + said)
                        : new CallRefused(
                                VendureCodes.CALL_REFUSED,
                                "the shop refused the call (" + said + "): a redirect means that base-url is another",
                                false);
        };
    }

    /** As {@link Outcome#of}, of a call before which nothing had been sent that changes anything, nor was it such a call. */
    static Outcome beforeAnything(IOException failure) {
        Outcome outcome = Outcome.of(failure, VendureCodes.UNREACHABLE);
        return outcome instanceof Outcome.Unknown unknown
                ? new Outcome.NotDone(VendureCodes.UNREACHABLE, VendureCodes.UNREACHABLE + ": " + unknown.message())
                : outcome;
    }

    private static String message(String body) {
        try {
            JsonNode message = VendureJson.tree(body).at("/errors/0/message");
            return message.asText();
        } catch (MalformedRecord notOurs) {
            return "an answer that is not the shop's";
        }
    }
}
