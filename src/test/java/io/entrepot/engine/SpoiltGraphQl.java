package io.entrepot.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Stands before a GraphQL shop, and answers some calls with status 200 and an error inside. Logins always pass. */
final class SpoiltGraphQl extends Dispatcher implements AutoCloseable {

    /** Which calls are spoilt. */
    enum Spoils {
        NOTHING,
        /** Mutations, which do not reach the shop. */
        WRITES_UNDONE,
        /** Mutations, which the shop has done. */
        WRITES_DONE,
        /** All calls; none reaches the shop. */
        ALL
    }

    private record Script(Spoils spoils, String code) {}

    private final MockWebServer server = new MockWebServer();
    private final OkHttpClient client = new OkHttpClient();
    private final URI shop;
    private final AtomicInteger spoilt = new AtomicInteger();
    private volatile Script script = new Script(Spoils.NOTHING, "");

    SpoiltGraphQl(URI shop) throws IOException {
        this.shop = shop;
        server.setDispatcher(this);
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    URI url() {
        return server.url("/").uri();
    }

    void spoil(Spoils spoils, String code) {
        script = new Script(spoils, code);
    }

    /** How many calls were spoilt. */
    int spoilt() {
        return spoilt.get();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        Script now = script;
        String body = String.valueOf(
                request.getBody() == null ? "" : request.getBody().utf8());
        boolean mutation = body.contains("mutation") && !body.contains("login(");
        boolean spoils = now.spoils() == Spoils.ALL ? !body.contains("login(") : mutation;
        if (now.spoils() == Spoils.NOTHING || !spoils) {
            return passed(request, body);
        }
        if (now.spoils() == Spoils.WRITES_DONE) {
            passed(request, body);
        }
        spoilt.incrementAndGet();
        return new MockResponse.Builder()
                .body(
                        "{\"errors\":[{\"message\":\"spoilt\",\"path\":[\"it\"],\"extensions\":{\"code\":\"%s\"}}],\"data\":null}"
                                .formatted(now.code()))
                .build();
    }

    private MockResponse passed(RecordedRequest request, String body) {
        Request.Builder onward = new Request.Builder()
                .url(shop.resolve(request.getTarget()).toString())
                .post(RequestBody.create(body, MediaType.get("application/json")));
        String token = request.getHeaders().get("Authorization");
        if (token != null) {
            onward.header("Authorization", token);
        }
        try (Response answer = client.newCall(onward.build()).execute()) {
            return new MockResponse.Builder()
                    .code(answer.code())
                    .headers(answer.headers()
                            .newBuilder()
                            .removeAll("Content-Length")
                            .removeAll("Transfer-Encoding")
                            .build())
                    .body(answer.body().string())
                    .build();
        } catch (IOException e) {
            return new MockResponse.Builder().code(502).build();
        }
    }

    @Override
    public void close() {
        server.close();
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }
}
