package io.entrepot.connector.wecom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entrepot.channel.kit.Answer;
import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.ChannelRuntime.Operation;
import io.entrepot.channel.spi.ChannelRuntime.Urgency;
import io.entrepot.channel.spi.MalformedRecord;
import io.entrepot.channel.spi.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The robot of one group of WeCom, which says there what it is told. Each message is sent once: whoever hears nothing of one decides
 * whether a second one is worse than none.
 *
 * @see <a href="https://developer.work.weixin.qq.com/document/path/91770">kinds and lengths of messages, 20 a minute</a>
 */
public final class GroupRobot {

    /** What its calls count against. */
    static final String OPERATION = "messages";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType TYPE = Objects.requireNonNull(MediaType.parse("application/json; charset=utf-8"));
    private static final int LONGEST_TEXT = 2048;
    private static final int LONGEST_MARKDOWN = 4096;
    private static final String MORE = "…";

    /** A robot takes 20 messages a minute. */
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final HttpUrl address;
    private final Call.Factory calls;

    /**
     * The robot with this key.
     *
     * @param baseUrl {@code https://qyapi.weixin.qq.com}
     * @param key of the robot's address; who has it can speak in the group
     * @throws IllegalArgumentException when the address is not http or https
     */
    public GroupRobot(URI baseUrl, String key, Call.Factory calls) {
        HttpUrl root = HttpUrl.get(baseUrl.toString());
        this.address = root.newBuilder()
                .addPathSegments("cgi-bin/webhook/send")
                .addQueryParameter("key", key)
                .build();
        this.calls = calls;
    }

    /**
     * Says a plain text; what is longer than 2,048 bytes of UTF-8 is cut off.
     *
     * @return applied when it was said; throttled for a minute after 20 messages; rejected when there is no such robot, or it does not take
     *     the message; not done when WeCom cannot be reached
     */
    public Outcome send(String text) {
        return send("text", cut(text, LONGEST_TEXT));
    }

    /** As {@link #send(String)}, in WeCom's Markdown and up to 4,096 bytes. */
    public Outcome sendMarkdown(String markdown) {
        return send("markdown", cut(markdown, LONGEST_MARKDOWN));
    }

    private Outcome send(String kind, String content) {
        byte[] body = json(Map.of("msgtype", kind, kind, Map.of("content", content)));
        Request request = new Request.Builder()
                .url(address)
                .tag(Operation.class, new Operation(OPERATION))
                .tag(Urgency.class, Urgency.ORDINARY)
                .post(RequestBody.create(body, TYPE))
                .build();
        try (Response response = calls.newCall(request).execute()) {
            String text = response.body().string();
            if (response.code() == 429) {
                return new Outcome.Throttled(MINUTE);
            }
            if (!response.isSuccessful()) {
                return failed(response.code());
            }
            return meant(Answer.read(text));
        } catch (MalformedRecord unreadable) {
            return new Outcome.Unknown("no usable answer: " + unreadable.getMessage());
        } catch (IOException failure) {
            return Outcome.of(failure, WecomCodes.UNREACHABLE);
        }
    }

    private static Outcome failed(int status) {
        return status == 408 || status >= 500
                ? new Outcome.Unknown("WeCom, or a proxy before it, answered " + status)
                : refused("WeCom refused the call (status " + status + ")");
    }

    private static Outcome meant(Answer answer) throws MalformedRecord {
        long code = answer.whole("errcode");
        String said = code + " " + answer.textOr("errmsg", "");
        return switch ((int) code) {
            case 0 -> Outcome.Applied.SILENT;
            case 45009 -> new Outcome.Throttled(MINUTE);
            case 93000 ->
                new CallRefused(WecomCodes.NO_ROBOT, "WeCom knows no robot of this key (93000)", false).outcome();
            case -1 -> new Outcome.Unknown("WeCom answered " + said);
            default -> refused("WeCom does not take the message (" + said + ")");
        };
    }

    private static Outcome refused(String message) {
        return new CallRefused(WecomCodes.REFUSED, message, false).outcome();
    }

    /** Whole characters of it, that many bytes at most. */
    private static String cut(String text, int longest) {
        if (bytes(text) <= longest) {
            return text;
        }
        int left = longest - bytes(MORE);
        int end = 0;
        while (end < text.length()) {
            int next = end + Character.charCount(text.codePointAt(end));
            int taken = bytes(text.substring(end, next));
            if (taken > left) {
                break;
            }
            left -= taken;
            end = next;
        }
        return text.substring(0, end) + MORE;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static byte[] json(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
