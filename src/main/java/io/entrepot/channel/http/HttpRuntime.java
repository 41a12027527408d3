package io.entrepot.channel.http;

import io.entrepot.channel.spi.ChannelRuntime;
import io.entrepot.model.StorefrontId;
import java.time.Clock;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** One storefront's view of the shared client. */
record HttpRuntime(OkHttpClient client, Clock clock, StorefrontId storefront, Urgency urgency)
        implements ChannelRuntime {

    @Override
    public Call.Factory calls() {
        return request -> client.newCall(tagged(request));
    }

    private Request tagged(Request request) {
        Operation operation = request.tag(Operation.class);
        Urgency own = request.tag(Urgency.class);
        CallTag tag =
                new CallTag(storefront, operation == null ? "other" : operation.name(), own == null ? urgency : own);
        return request.newBuilder().tag(CallTag.class, tag).build();
    }
}
