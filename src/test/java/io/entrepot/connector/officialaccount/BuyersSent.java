package io.entrepot.connector.officialaccount;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.channel.http.HttpRuntimes;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.channel.spi.ShipmentTarget.Parcel;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.StorefrontId;
import io.entrepot.simulator.WireRequest;
import io.entrepot.simulator.officialaccount.OfficialAccountSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is sent to an account that tells a buyer, and what its stand-in answers to the same, read back from the wire. */
final class BuyersSent implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final StorefrontId ID = new StorefrontId("fans");

    private final Clock clock;
    private final HttpRuntimes runtimes;
    private final List<WireRequest> requests = new ArrayList<>();
    private final List<OfficialAccountSimulator> accounts = new ArrayList<>();

    BuyersSent(Clock clock, HttpRuntimes runtimes) {
        this.clock = clock;
        this.runtimes = runtimes;
    }

    /** The message about a parcel, by a template of these two fields. */
    JsonNode message(String kind, String order, String number) throws IOException {
        OfficialAccountSimulator account = OfficialAccountSimulator.start(0, "T-1", Set.of(order, number), clock);
        accounts.add(account);
        account.follows("o-1", "u-1");
        account.agrees("o-1", 1);
        account.calls().watch((request, nanos) -> requests.add(request));
        ShipmentTarget buyers = open(account.baseUrl(), runtimes, kind, order, number);
        assertThat(buyers.ship(parcel("u-1"))).isInstanceOf(Outcome.Throttled.class);
        assertThat(buyers.ship(parcel("u-1"))).isEqualTo(Outcome.Applied.SILENT);
        return request("/message/");
    }

    /** The newest one to an address with that in it. */
    JsonNode request(String path) throws IOException {
        return JSON.readTree(newest(path).body());
    }

    /** What the stand-in says to the oldest of them now. */
    JsonNode answer(String path) throws IOException {
        WireRequest request = oldest(path);
        URI at = URI.create(accounts.get(0).baseUrl() + request.target());
        HttpRequest.BodyPublisher body = request.body().isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(request.body());
        try {
            return JSON.readTree(HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(at)
                                    .method(request.method(), body)
                                    .build(),
                            BodyHandlers.ofString())
                    .body());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private WireRequest oldest(String path) {
        return requests.stream()
                .filter(request -> request.target().contains(path))
                .findFirst()
                .orElseThrow();
    }

    private WireRequest newest(String path) {
        return requests.stream()
                .filter(request -> request.target().contains(path))
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    static ShipmentTarget open(URI at, HttpRuntimes runtimes, String kind, String order, String number) {
        Map<String, String> options = Map.of(
                "message", kind,
                "buyers", "unionid",
                "template-id", "T-1",
                "order-field", order,
                "tracking-field", number,
                "link", "https://shop.example.com/",
                "mini-appid", "wx12",
                "mini-page", "index");
        Map<String, String> credentials =
                Map.of("appid", "wx0fedcba987654321", "secret", "an-account-secret-of-thirty-two-c");
        return new BuyersConnector()
                .open(
                        new StorefrontSettings(ID, at, Currency.getInstance("CNY"), credentials, options),
                        runtimes.of(ID, Urgency.ORDINARY))
                .capability(ShipmentTarget.class)
                .orElseThrow();
    }

    static Parcel parcel(String buyer) {
        return new Parcel(
                "1001",
                "box",
                "SF",
                "SF123",
                Instant.parse("2026-06-01T12:00:00Z"),
                List.of(),
                List.of(),
                true,
                buyer,
                false);
    }

    @Override
    public void close() {
        accounts.forEach(OfficialAccountSimulator::close);
    }
}
