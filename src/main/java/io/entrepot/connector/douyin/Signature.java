package io.entrepot.connector.douyin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a call is signed: HMAC-SHA256 of its parameters in the order of their names, between the secret and the secret. */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /**
     * The signature, in lower-case hex.
     *
     * @param json the body, exactly as it is sent
     */
    static String of(String appKey, String secret, String method, String json, String timestamp) {
        String told = "app_key" + appKey + "method" + method + "param_json" + json + "timestamp" + timestamp + "v2";
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal((secret + told + secret).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
