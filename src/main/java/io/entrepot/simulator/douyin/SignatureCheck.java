package io.entrepot.simulator.douyin;

import io.entrepot.simulator.WireRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs a request anew and compares: all that is signed is put in the order of its names, the body as {@code param_json}. */
record SignatureCheck(String secret) {

    private static final String HEX = "0123456789abcdef";

    boolean fits(WireRequest request) {
        SortedMap<String, String> signed = new TreeMap<>();
        for (String name : new String[] {"app_key", "method", "timestamp", "v"}) {
            signed.put(name, request.parameter(name).orElse(""));
        }
        signed.put("param_json", request.body());
        StringBuilder text = new StringBuilder(secret);
        signed.forEach((name, value) -> text.append(name).append(value));
        text.append(secret);
        return request.parameter("sign_method").orElse("").equals("hmac-sha256")
                && hex(text.toString()).equals(request.parameter("sign").orElse(""));
    }

    private String hex(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "RAW"));
            StringBuilder hex = new StringBuilder();
            for (byte each : mac.doFinal(text.getBytes(StandardCharsets.UTF_8))) {
                hex.append(HEX.charAt((each >> 4) & 15)).append(HEX.charAt(each & 15));
            }
            return hex.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
