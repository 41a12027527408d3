package io.entrepot.route;

import static io.entrepot.route.FakeEngine.claim;
import static io.entrepot.route.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entrepot.model.Aspect;
import io.entrepot.model.Refusal;
import io.entrepot.model.StorefrontId;
import io.entrepot.sync.Claim;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.ServiceStatus;
import org.apache.camel.StatefulService;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

class LaneTest extends RoutesOnCamel {

    private static final String SENTENCE = """
            - route:
                id: lane
                from:
                  uri: store:stock
                  parameters: {storefront: mall-delta, batch: 3, retryDelay: 7s}
                  steps:
                    - to: storefront:mall-delta/stock
            """;

    private void awaitPublished(Claim... claims) {
        await().untilAsserted(() -> assertThat(engine.published).containsExactlyInAnyOrder(claims));
    }

    private void awaitReleased(Duration delay, Claim... claims) {
        await().untilAsserted(() ->
                assertThat(engine.released).containsExactly(new FakeEngine.Given(List.of(claims), delay)));
    }

    @Test
    void publishesWhatIsOwedInBatches() throws Exception {
        AtomicInteger largest = new AtomicInteger();
        engine.whilePublishing(claims -> largest.accumulateAndGet(claims.size(), Math::max));
        engine.owe("mall-delta/stock", claim(1), claim(2), claim(3), claim(4), claim(5));
        run(SENTENCE);
        awaitPublished(claim(1), claim(2), claim(3), claim(4), claim(5));
        assertThat(largest).hasValue(3);
        assertThat(engine.released).isEmpty();
    }

    @Test
    void tellsTheRouteStorefrontAndAspectAndNoQuantity() throws Exception {
        engine.owe("mall-delta/price", claim(1));
        CompletableFuture<String> told = new CompletableFuture<>();
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from("store:price?storefront=mall-delta")
                        .process(exchange ->
                                told.complete(exchange.getMessage().getHeader(EntrepotHeaders.STOREFRONT) + " "
                                        + exchange.getMessage().getHeader(EntrepotHeaders.ASPECT) + " "
                                        + exchange.getMessage().getBody()))
                        .to("storefront:mall-delta/price");
            }
        });
        assertThat(told.get(60, TimeUnit.SECONDS)).isEqualTo("mall-delta price " + List.of(claim(1)));
        awaitPublished(claim(1));
    }

    @Test
    void givesBackWhatAFilterDropped() throws Exception {
        engine.owe("mall-delta/stock", claim(1));
        run(SENTENCE.replace(
                "- to: storefront:mall-delta/stock",
                "- filter: {constant: \"false\", steps: [{to: storefront:mall-delta/stock}]}"));
        awaitReleased(Duration.ofSeconds(7), claim(1));
        assertThat(engine.published).isEmpty();
    }

    @Test
    void givesBackThePartThatTheRouteDidNotPublish() throws Exception {
        engine.owe("mall-delta/stock", claim(1), claim(2), claim(3));
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from("store:stock?storefront=mall-delta&retryDelay=7000")
                        .split(body())
                        .filter(exchange ->
                                exchange.getMessage().getBody(Claim.class).publication() != 2)
                        .to("storefront:mall-delta/stock");
            }
        });
        awaitReleased(Duration.ofSeconds(7), claim(2));
        awaitPublished(claim(1), claim(3));
    }

    @Test
    void givesBackAllWhenTheRouteFails() throws Exception {
        engine.owe("mall-delta/stock", claim(1));
        run(SENTENCE.replace(
                "- to: storefront:mall-delta/stock",
                "- throwException: {exceptionType: java.lang.IllegalStateException, message: no}"));
        awaitReleased(Duration.ofSeconds(7), claim(1));
    }

    @Test
    void doesNotGiveBackWhatTheEngineTookAndFailedAt() throws Exception {
        engine.whilePublishing(claims -> {
            if (claims.contains(claim(1))) {
                throw new IllegalStateException("the database is away");
            }
        });
        engine.owe("mall-delta/stock", claim(1), claim(2));
        run(SENTENCE.replace("batch: 3", "batch: 1"));
        awaitPublished(claim(2));
        assertThat(engine.released).isEmpty();
    }

    @Test
    void workersShareALane() throws Exception {
        CyclicBarrier bothAtOnce = new CyclicBarrier(2);
        engine.whilePublishing(claims -> {
            try {
                bothAtOnce.await(60, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        engine.owe("mall-delta/stock", claim(1), claim(2));
        run(SENTENCE.replace("batch: 3", "batch: 1, workers: 2"));
        awaitPublished(claim(1), claim(2));
    }

    @Test
    void aStopWaitsForTheMessageOnItsWay() throws Exception {
        CountDownLatch publishing = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        engine.whilePublishing(claims -> {
            publishing.countDown();
            awaitLatch(mayEnd);
        });
        engine.owe("mall-delta/stock", claim(1));
        run(SENTENCE);
        awaitLatch(publishing);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> {
            try {
                context.getRouteController().stopRoute("lane");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> ((StatefulService) context.getRoute("lane").getConsumer()).isSuspended());
        assertThat(stopped).isNotDone();
        assertThat(pending()).isEqualTo(1);
        mayEnd.countDown();
        stopped.get(60, TimeUnit.SECONDS);
        assertThat(engine.published).containsExactly(claim(1));
        assertThat(engine.released).isEmpty();
        assertThat(context.getRouteController().getRouteStatus("lane")).isEqualTo(ServiceStatus.Stopped);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aStopGivesUpWhenItsTimeIsOverAndTheClaimsAreStillSettled() throws Exception {
        CountDownLatch publishing = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        engine.whilePublishing(claims -> {
            publishing.countDown();
            awaitLatch(mayEnd);
        });
        engine.owe("mall-delta/stock", claim(1), claim(2));
        run(
                SENTENCE.replace(
                        "- to: storefront:mall-delta/stock",
                        "- split: {simple: \"${body}\", steps: [{filter: {simple: \"${body.publication} == 1\", steps: [{to: storefront:mall-delta/stock}]}}]}"));
        awaitLatch(publishing);
        context.getRouteController().stopRoute("lane", 1, TimeUnit.MILLISECONDS);
        assertThat(context.getRouteController().getRouteStatus("lane")).isEqualTo(ServiceStatus.Stopped);
        mayEnd.countDown();
        awaitPublished(claim(1));
        awaitReleased(Duration.ofSeconds(7), claim(2));
    }

    @Test
    void restsWhileSuspendedAndGoesOnWhenResumed() throws Exception {
        engine.oweForEver("mall-delta/stock");
        run(SENTENCE);
        await().until(() -> engine.count("mall-delta/stock") > 3);
        context.getRouteController().suspendRoute("lane");
        await().until(() -> pending() == 0);
        long then = engine.count("mall-delta/stock");
        context.getRouteController().resumeRoute("lane");
        await().until(() -> engine.count("mall-delta/stock") > then + 3);
        context.getRouteController().stopRoute("lane");
        context.getRouteController().startRoute("lane");
        long stopped = engine.count("mall-delta/stock");
        await().until(() -> engine.count("mall-delta/stock") > stopped + 3);
    }

    private int pending() {
        return ((DrainingConsumer) context.getRoute("lane").getConsumer()).getPendingExchangesSize();
    }

    @Test
    void refusesABodyThatIsNoListOfClaims() {
        var template = context.createProducerTemplate();
        assertThatThrownBy(() -> template.sendBody("storefront:mall-delta/stock", "7 pieces"))
                .cause()
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(RouteCode.NO_CLAIMS);
                    assertThat(refusal)
                            .hasMessage(
                                    "storefront:mall-delta/stock takes a list of claims; it got a java.lang.String");
                    assertThat(refusal.remedy()).contains("store:stock");
                });
    }

    @Test
    void refusesClaimsOfAnotherLaneAndClaimsThatAreOver() throws Exception {
        var template = context.createProducerTemplate();
        OpenClaims open = new OpenClaims(new Lane(new StorefrontId("mall-delta"), Aspect.STOCK), List.of(claim(1)));
        assertThatThrownBy(() -> template.sendBodyAndProperty(
                        "storefront:mall-cas/stock", List.of(claim(1)), OpenClaims.PROPERTY, open))
                .cause()
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(RouteCode.OTHER_LANE));
        template.sendBodyAndProperty("storefront:mall-delta/stock", List.of(claim(1)), OpenClaims.PROPERTY, open);
        assertThatThrownBy(() -> template.sendBodyAndProperty(
                        "storefront:mall-delta/stock", List.of(claim(1)), OpenClaims.PROPERTY, open))
                .cause()
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(RouteCode.CLAIMS_OVER));
        assertThat(engine.published).containsExactly(claim(1));
    }
}
