package io.entrepot.connector.officialaccount;

import io.entrepot.channel.kit.Sitting;
import io.entrepot.channel.kit.wechat.FieldText;
import io.entrepot.channel.kit.wechat.WechatCalls;
import io.entrepot.channel.spi.Notice;
import io.entrepot.channel.spi.Notifier;
import io.entrepot.channel.spi.Outcome;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Speaks to single users of one account.
 *
 * @param usual opens where a notice has no link of its own
 */
record OfficialAccount(Kind kind, Template template, List<String> team, Optional<URI> usual, WechatCalls client)
        implements Notifier {

    static final String TITLE = "title-field";
    static final String TEXT = "text-field";
    static final String TIME = "time-field";

    /** The options that name the template's fields. */
    static final List<String> SAYS = List.of(TITLE, TEXT, TIME);

    @Override
    public Outcome tell(String to, Notice notice) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("touser", to);
        body.put("template_id", template.id());
        Optional.ofNullable(notice.link()).or(this::usual).ifPresent(link -> body.put(kind.link(), link.toString()));
        if (kind == Kind.TEMPLATE) {
            // Of the same id WeChat sends a user one message only, for ten minutes. Notices have no such field.
            body.put("client_msg_id", notice.key());
        }
        body.put("data", template.filled(said(notice)));
        try {
            client.call(kind.operation(), kind.path(), body, new Sitting());
            return Outcome.Applied.SILENT;
        } catch (IOException failure) {
            return Outcome.of(failure, OfficialAccountCodes.UNREACHABLE);
        }
    }

    private static Map<String, String> said(Notice notice) {
        return Map.of(TITLE, notice.title(), TEXT, notice.text(), TIME, FieldText.of(notice.at()));
    }
}
