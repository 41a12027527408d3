package io.entrepot.connector.vendure;

import com.fasterxml.jackson.databind.JsonNode;
import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.spi.MalformedRecord;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The shop's admin API, as an administrator who logs in again when the session is over. */
record AdminApi(Transport transport, Session session) {

    /**
     * An answer's data.
     *
     * @param clock the header that carries the server's clock; empty when absent
     */
    record Answer(JsonNode data, String clock) {
        /** The server's clock when it answered: an HTTP date, or an ISO instant where a proxy adds one. */
        Instant now() throws MalformedRecord {
            try {
                return clock.endsWith("Z")
                        ? Instant.parse(clock)
                        : ZonedDateTime.parse(clock, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant();
            } catch (DateTimeException e) {
                throw new MalformedRecord("the header with the server's clock is no instant: '" + clock + "'");
            }
        }

        /**
         * A field of the data, in this form.
         *
         * @throws MalformedRecord when it has not
         */
        <T> T as(Class<T> type, String pointer) throws MalformedRecord {
            return VendureJson.as(type, data.at(pointer));
        }

        /**
         * A list in the data.
         *
         * @throws MalformedRecord when there is none, or an element has not that form
         */
        <T> List<T> list(Class<T> type, String pointer) throws MalformedRecord {
            return VendureJson.list(type, data.at(pointer), pointer);
        }
    }

    /**
     * Sends a document. A document that meets a session that is over has done nothing, and is sent once more in a new one.
     *
     * @param variables an object whose fields are the document's variables
     * @throws IOException when there is no data in the answer; {@link Refused} says what that means
     */
    Answer call(Document document, Object variables, Sitting sitting) throws IOException {
        String token = session.token(sitting);
        Transport.Reply reply = transport.send(document, variables, token, sitting);
        boolean over = reply.authToken() != null && reply.authToken().isEmpty();
        if (over && GraphQlErrors.isForbidden(reply.answer())) {
            session.over(token);
            reply = transport.send(document, variables, session.token(sitting), sitting);
        }
        return new Answer(GraphQlErrors.data(reply.answer()), reply.clock());
    }
}
