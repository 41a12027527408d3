package io.entrepot.connector.taobao;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a call is signed: over all its parameters, by name, each name followed by its value. */
enum TopSign {
    /** MD5, the secret standing before and behind. */
    MD5 {
        @Override
        byte[] digest(String text, byte[] secret) throws GeneralSecurityException {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(secret);
            md5.update(text.getBytes(StandardCharsets.UTF_8));
            return md5.digest(secret);
        }
    },
    /** HMAC-MD5, the secret being its key. */
    HMAC {
        @Override
        byte[] digest(String text, byte[] secret) throws GeneralSecurityException {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(secret, "HmacMD5"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        }
    };

    abstract byte[] digest(String text, byte[] secret) throws GeneralSecurityException;

    /** Its name on the wire. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In upper case. */
    String of(Map<String, String> parameters, String secret) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(parameters).forEach((name, value) -> text.append(name).append(value));
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(digest(text.toString(), secret.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + this, e);
        }
    }
}
