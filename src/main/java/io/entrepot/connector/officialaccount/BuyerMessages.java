package io.entrepot.connector.officialaccount;

import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.kit.wechat.FieldText;
import io.entrepot.channel.kit.wechat.WechatCalls;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.NotSent;
import io.entrepot.channel.spi.Options;
import io.entrepot.channel.spi.Outcome;
import io.entrepot.channel.spi.QuotaExhausted;
import io.entrepot.channel.spi.ShipmentTarget;
import io.entrepot.channel.spi.StorefrontSettings;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Tells the buyer of each parcel once. A message whose call brought no answer is sent again only while WeChat itself keeps the
 * second from being seen; after that nobody knows, and a person is told. A buyer who may have got none is better than one who gets
 * two.
 */
final class BuyerMessages implements ShipmentTarget {

    static final String ORDER = "order-field";
    static final String TRACKING = "tracking-field";
    static final String CARRIER = "carrier-field";
    static final String TIME = "time-field";

    private static final Set<ErrorCode> STRANGE = Set.of(
            OfficialAccountCodes.NO_BUYER, OfficialAccountCodes.NOT_FOLLOWING, OfficialAccountCodes.USER_REFUSES);

    private final String storefront;
    private final Terms terms;
    private final WechatCalls client;
    private final Followers followers;
    private final Clock clock;
    private final Attempts attempts = new Attempts();

    /** What the order's storefront calls a buyer by. */
    enum Buyers {
        OPENID,
        UNIONID
    }

    /** What becomes of a buyer who cannot be told: he does not follow, takes no such message, or has no name. */
    enum Strangers {
        SKIP,
        ATTENTION
    }

    /** How buyers are told. */
    record Terms(
            Kind kind,
            Buyers buyers,
            Strangers strangers,
            Template template,
            Map<String, String> carriers,
            Opens opens) {

        static Terms of(StorefrontSettings settings) {
            Given given = Given.of(settings);
            Options options = new Options(settings.options());
            return new Terms(
                    options.choice("message", Kind.TEMPLATE),
                    options.choice("buyers", Buyers.OPENID),
                    options.choice("strangers", Strangers.SKIP),
                    Template.of(given, List.of(ORDER, TRACKING, CARRIER, TIME)),
                    given.pairs("carriers", "\\S+", "write each as code=name, such as SF=顺丰速运"),
                    Opens.of(given));
        }
    }

    BuyerMessages(String storefront, Terms terms, WechatCalls client, Followers followers, Clock clock) {
        this.storefront = storefront;
        this.terms = terms;
        this.client = client;
        this.followers = followers;
        this.clock = clock;
    }

    @Override
    public Outcome ship(Parcel parcel) {
        String id = MessageId.of(storefront, parcel);
        if (parcel.mayBeTold() && (terms.kind() != Kind.TEMPLATE || !attempts.isFresh(id, clock.instant()))) {
            return new Outcome.Rejected(
                    OfficialAccountCodes.MAYBE_TOLD,
                    "the buyer may have been told of this parcel before; he is not told again");
        }
        try {
            Sitting sitting = new Sitting();
            String openId = openId(parcel.buyerId(), sitting);
            if (!parcel.mayBeTold()) {
                attempts.begin(id, clock.instant());
            }
            client.call(terms.kind().operation(), terms.kind().path(), body(openId, id, parcel), sitting);
            return Outcome.Applied.SILENT;
        } catch (CallRefused refused) {
            boolean skipped = terms.strangers() == Strangers.SKIP && STRANGE.contains(refused.code());
            return skipped ? Outcome.Applied.SILENT : refused.outcome();
        } catch (IOException failure) {
            return Outcome.of(failure, OfficialAccountCodes.UNREACHABLE);
        }
    }

    /** How the account knows the buyer. Nothing is said to anybody meanwhile. */
    private String openId(String buyerId, Sitting sitting) throws IOException {
        if (buyerId.isBlank()) {
            throw new CallRefused(OfficialAccountCodes.NO_BUYER, "the order does not say who its buyer is", false);
        }
        if (terms.buyers() == Buyers.OPENID) {
            return buyerId;
        }
        try {
            return followers
                    .openId(buyerId, sitting)
                    .orElseThrow(() -> new CallRefused(
                            OfficialAccountCodes.NOT_FOLLOWING,
                            "no follower of the account has the buyer's unionid",
                            false));
        } catch (CallRefused | QuotaExhausted surely) {
            throw surely;
        } catch (IOException unread) {
            throw new NotSent(unread);
        }
    }

    private Map<String, Object> body(String openId, String id, Parcel parcel) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("touser", openId);
        body.put("template_id", terms.template().id());
        terms.opens().into(body, terms.kind(), parcel.orderNo());
        if (terms.kind() == Kind.TEMPLATE) {
            body.put("client_msg_id", id);
        }
        body.put("data", terms.template().filled(said(parcel)));
        return body;
    }

    private Map<String, String> said(Parcel parcel) {
        return Map.of(
                ORDER,
                parcel.orderNo(),
                TRACKING,
                Objects.requireNonNullElse(parcel.trackingNumber(), ""),
                CARRIER,
                terms.carriers().getOrDefault(parcel.carrier(), parcel.carrier()),
                TIME,
                FieldText.of(parcel.shippedAt()));
    }
}
