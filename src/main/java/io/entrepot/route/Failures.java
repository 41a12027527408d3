package io.entrepot.route;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;

/** Sends an exchange through a consumer's route and tells the consumer's exception handler of a failure. */
final class Failures {

    private Failures() {}

    static boolean process(DefaultConsumer consumer, Exchange exchange, String consequence) {
        try {
            consumer.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        Exception failure = exchange.getException();
        if (failure != null) {
            consumer.getExceptionHandler()
                    .handleException(consumer.getEndpoint() + " failed; " + consequence, exchange, failure);
        }
        return failure == null;
    }
}
