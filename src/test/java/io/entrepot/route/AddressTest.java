package io.entrepot.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.entrepot.model.Refusal;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest extends RoutesOnCamel {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            store:stok?storefront=mall-cas              | ENT-1110 | did you mean 'stock'? There are: after-sales, content, funds, orders, orders-received, price, shipments, stock
            store:stock?storefront=mal-cas              | ENT-1111 | did you mean 'mall-cas'? There are: mall-absolute, mall-cas, mall-delta
            store:stock                                 | ENT-1111 | write store:stock?storefront=ID
            store:orders-received?storefront=nowhere    | ENT-1111 | there are: mall-absolute, mall-cas, mall-delta
            store:orders-received?workers=2             | ENT-1107 | it belongs to store:stock
            store:stock?storefront=mall-cas&batch=0     | ENT-1108 | give a number from 1 to 1000
            store:stock?storefront=mall-cas&workers=two | ENT-1108 | give a number from 1 to 1000
            store:stock?storefront=mall-cas&retryDelay=soon | ENT-1108 | give a duration
            store:orders                                | ENT-1110 | write to: store:orders after
            storefront:mall-cas/stock                   | ENT-1110 | start the route with store:stock
            """)
    void refusesToStartFrom(String uri, String code, String remedy) {
        assertRefused(refusal(from(uri, "mock:end")), code, remedy);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            storefront:mall-cas/orders?every=often | ENT-1108 | give a duration such as 30s
            storefront:mall-cas/stock?every=30s    | ENT-1107 | it belongs to storefront:ID/orders
            storefront:mall-cas/stok    | ENT-1110 | did you mean 'stock'? There are: after-sales, content, drift, funds, listings, orders, price, shipments, stock
            storefront:mall-cas         | ENT-1110 | after the id and a slash
            storefront:mall-csa/stock   | ENT-1111 | did you mean 'mall-cas'?
            store:stock?storefront=mall-cas | ENT-1110 | only store:orders, store:after-sales and store:funds can be sent to
            store:orders?storefront=mall-cas | ENT-1107 | remove it
            """)
    void refusesToSendTo(String uri, String code, String remedy) {
        assertRefused(refusal(from("direct:start", uri)), code, remedy);
    }

    @Test
    void aRefusalNamesWhatIsWrong() {
        assertThat(refusal(from("direct:start", "storefront:mall-csa/stock")))
                .hasMessage("no storefront 'mall-csa' is declared");
    }

    private static void assertRefused(Refusal refusal, String code, String remedy) {
        assertThat(refusal.code()).hasToString(code);
        assertThat(refusal.remedy()).contains(remedy);
    }

    private static RouteBuilder from(String from, String to) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(to);
            }
        };
    }

    private Refusal refusal(RouteBuilder routes) {
        try {
            run(routes);
        } catch (Exception e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof Refusal refusal) {
                    return refusal;
                }
            }
            throw new AssertionError("not refused by us", e);
        }
        throw new AssertionError("not refused");
    }
}
