package io.entrepot.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Lists SKUs in a simulated mall, for tests that are not about listing. */
final class ShelfFiller {

    private static final OkHttpClient CLIENT = new OkHttpClient();

    private ShelfFiller() {}

    static void fill(Simulator mall, String sku, long quantity) {
        String item = """
            {"title":"Tea","skus":[{"code":"%s","price":{"amount":"12.50","currency":"CNY"}}]}""".formatted(sku);
        Request request = new Request.Builder()
                .url(mall.baseUrl() + "/mall/v1/items/P-" + sku)
                .header("Authorization", "Bearer " + mall.credentials().get("token"))
                .put(RequestBody.create(item, MediaType.get("application/json")))
                .build();
        try (var answer = CLIENT.newCall(request).execute()) {
            mall.shop().clerkSetsStock(sku, quantity);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
