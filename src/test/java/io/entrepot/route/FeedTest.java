package io.entrepot.route;

import static io.entrepot.route.FakeEngine.page;
import static io.entrepot.route.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.model.Refusal;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.Inbound.OrderReceived;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class FeedTest extends RoutesOnCamel {

    private static final String DRAIN = """
            - route:
                id: feed
                from:
                  uri: direct:now
                  steps:
                    - loop:
                        doWhile: true
                        simple: ${header.EntrepotMore} != false
                        steps:
                          - to: storefront:mall-cas/orders
                          - to: store:orders
            """;

    @Test
    void readsPageAfterPageUntilThereIsNoMore() throws Exception {
        run(DRAIN);
        engine.pages.addAll(List.of(page("mall-cas", 1), page("mall-cas", 2), page("mall-cas", 3)));
        context.createProducerTemplate().sendBody("direct:now", "");
        assertThat(engine.accepted).containsExactly(page("mall-cas", 1), page("mall-cas", 2), page("mall-cas", 3));
        assertThat(engine.reads).hasSize(3);
    }

    @Test
    void endsAtOnceWhenThereIsNothingToRead() throws Exception {
        run(DRAIN);
        context.createProducerTemplate().sendBody("direct:now", "");
        assertThat(engine.reads).containsExactly(new StorefrontId("mall-cas"));
        assertThat(engine.accepted).isEmpty();
    }

    @Test
    void waitsForItsQuotaAndReadsOn() throws Exception {
        run(DRAIN);
        engine.withoutQuota.set(2);
        engine.pages.addAll(List.of(page("mall-cas", 1), page("mall-cas", 2)));
        context.createProducerTemplate().sendBody("direct:now", "");
        assertThat(engine.accepted).containsExactly(page("mall-cas", 1), page("mall-cas", 2));
        assertThat(engine.reads).hasSize(4);
    }

    @Test
    void passesOnHowOftenIsEnough() throws Exception {
        run(DRAIN.replace("mall-cas/orders", "mall-cas/orders?every=30s"));
        context.createProducerTemplate().sendBody("direct:now", "");
        assertThat(engine.every).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void aRouteThatIsEndingReadsNoFurtherPage() throws Exception {
        run(DRAIN);
        engine.pages.addAll(List.of(page("mall-cas", 1), page("mall-cas", 2)));
        engine.whileAccepting(page -> suspend());
        context.createProducerTemplate().sendBody("direct:now", "");
        assertThat(engine.accepted).containsExactly(page("mall-cas", 1));
    }

    private void suspend() {
        try {
            ((org.apache.camel.SuspendableService) context.getRoute("feed").getConsumer()).suspend();
        } catch (RuntimeException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theStoreTakesNothingButAPage() {
        var template = context.createProducerTemplate();
        assertThatThrownBy(() -> template.sendBody("store:orders", List.of("an order")))
                .cause()
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(RouteCode.NO_PAGE));
        assertThatThrownBy(() -> template.sendBody("store:orders", null))
                .cause()
                .isInstanceOf(Refusal.class);
    }

    @Test
    void givesEachReceivedOrderOnceAlsoAcrossARestartOfTheRoute() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        RouteBuilder tap = new RouteBuilder() {
            @Override
            public void configure() {
                from("store:orders-received?storefront=mall-cas")
                        .routeId("tap")
                        .setBody(simple("${body.orderNo} at ${header.EntrepotStorefront}"))
                        .process(exchange -> told.add(exchange.getMessage().getBody(String.class)));
            }
        };
        engine.received.add(new OrderReceived(4, new StorefrontId("mall-cas"), "A-1"));
        run(tap);
        await().untilAsserted(() -> assertThat(told).containsExactly("A-1 at mall-cas"));
        context.getRouteController().stopRoute("tap");
        context.removeRoute("tap");
        engine.received.add(new OrderReceived(5, new StorefrontId("mall-cas"), "A-2"));
        run(tap);
        await().untilAsserted(() -> assertThat(told).containsExactly("A-1 at mall-cas", "A-2 at mall-cas"));
    }

    @Test
    void aTapThatFailsHearsOfTheNextOrder() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        engine.received.add(new OrderReceived(1, new StorefrontId("mall-cas"), "bad"));
        engine.received.add(new OrderReceived(2, new StorefrontId("mall-cas"), "good"));
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from("store:orders-received").process(exchange -> {
                    OrderReceived order = exchange.getMessage().getBody(OrderReceived.class);
                    if (order.orderNo().equals("bad")) {
                        throw new IllegalStateException("this tap cannot take it");
                    }
                    told.add(order.orderNo());
                });
            }
        });
        await().untilAsserted(() -> assertThat(told).containsExactly("good"));
    }
}
