package io.entrepot.channel.http;

import io.entrepot.channel.spi.CallTerms;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.QuotaHeaders;
import io.entrepot.model.StorefrontId;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Request;

/**
 * What a call is for, carried with its request.
 *
 * @param headers in which headers the answer may tell of its quota
 * @param sent set as soon as the request may have reached the storefront
 */
record CallTag(StorefrontId storefront, String operation, CallTerms terms, QuotaHeaders headers, AtomicBoolean sent) {

    CallTag(StorefrontId storefront, String operation, CallTerms terms, QuotaHeaders headers) {
        this(storefront, operation, terms, headers, new AtomicBoolean());
    }

    Urgency urgency() {
        return terms.saidUrgency().orElseThrow();
    }

    static CallTag of(Request request) {
        CallTag tag = request.tag(CallTag.class);
        if (tag == null) {
            throw new IllegalStateException("a request without its tag: make calls through a ChannelRuntime");
        }
        return tag;
    }
}
