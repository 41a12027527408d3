package io.entrepot.channel.kit.wechat;

import io.entrepot.channel.spi.CallbackRefused;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of the messages that WeChat encrypts: AES-256 in CBC mode, whose first half is also the initial vector. A message is 16 random
 * bytes, its length in 4 bytes, its text, and the AppID, filled up to a multiple of 32 bytes with the number of bytes that are filled.
 */
final class EncodingKey {

    private static final int LENGTH = 43;
    private static final int BLOCK = 32;
    private static final int RANDOM = 16;

    private final byte[] key;
    private final String appId;

    private EncodingKey(byte[] key, String appId) {
        this.key = key;
        this.appId = appId;
    }

    /**
     * Reads an EncodingAESKey.
     *
     * @throws IllegalArgumentException when it has not 43 characters of Base64
     */
    static EncodingKey of(String text, String appId) {
        if (text.length() != LENGTH) {
            throw new IllegalArgumentException("it has " + text.length() + " characters");
        }
        return new EncodingKey(Base64.getDecoder().decode(text + "="), appId);
    }

    /**
     * The text of a message.
     *
     * @throws CallbackRefused when it was encrypted with another key or for somebody else
     */
    String open(String encrypted) throws CallbackRefused {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, RANDOM));
            return text(cipher.doFinal(Base64.getDecoder().decode(encrypted)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw wrong("it cannot be decrypted");
        }
    }

    private String text(byte[] plain) throws CallbackRefused {
        int filled = plain.length == 0 ? 0 : plain[plain.length - 1];
        int end = plain.length - filled;
        if (filled < 1 || filled > BLOCK || end < RANDOM + Integer.BYTES) {
            throw wrong("it was encrypted with another key");
        }
        int length = ByteBuffer.wrap(plain).getInt(RANDOM);
        int from = RANDOM + Integer.BYTES;
        if (length < 0 || length > end - from) {
            throw wrong("it was encrypted with another key");
        }
        String to = new String(Arrays.copyOfRange(plain, from + length, end), StandardCharsets.UTF_8);
        if (!to.equals(appId)) {
            throw wrong("it is for another account");
        }
        return new String(plain, from, length, StandardCharsets.UTF_8);
    }

    private static CallbackRefused wrong(String why) {
        return new CallbackRefused(PushCodes.FORGED, "the message is not for us: " + why);
    }
}
