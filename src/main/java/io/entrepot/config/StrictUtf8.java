package io.entrepot.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Bytes read as UTF-8, without a byte-order mark.
 *
 * @param text what could be read, up to the first byte that is no UTF-8
 * @param fault where that byte stands, or null when all could be read
 */
record StrictUtf8(String text, @Nullable Position fault) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    static StrictUtf8 decode(byte[] bytes) {
        CharBuffer chars = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), chars, true);
        String text = chars.flip().toString();
        String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return new StrictUtf8(plain, result.isError() ? Position.after(plain) : null);
    }
}
