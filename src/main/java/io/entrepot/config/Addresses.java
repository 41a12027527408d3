package io.entrepot.config;

import java.net.URI;
import java.net.URISyntaxException;

/** Checks where a storefront's API is, unless a simulator stands in for it. */
final class Addresses {

    private static final String REMEDY = "Write one such as https://shop.example.com or http://localhost:8081/mall.";
    private static final int HIGHEST_PORT = 65535;

    private final References references;

    Addresses(References references) {
        this.references = references;
    }

    void check(Spot storefront) {
        if (storefront.declares("simulated")) {
            return;
        }
        if (!storefront.declares("base-url")) {
            storefront
                    .child("base-url")
                    .refuse(
                            ConfigError.NO_ADDRESS,
                            "the storefront has neither base-url nor simulated",
                            "Say with base-url where its API is, or run a stand-in with 'simulated: {orders-per-minute: 30}'.");
        }
        storefront.at("base-url").ifPresent(references::resolveWithin);
        storefront.at("base-url").ifPresent(this::checkAddress);
    }

    private void checkAddress(Spot address) {
        try {
            URI uri = new URI(references.of(address));
            if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                refuse(
                        address,
                        "holds a login, a query or a fragment",
                        "Keep only scheme, host, port and path; secrets go into credentials.");
            } else if (!isHttp(uri) || uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
                refuse(address, "is no http or https address of a host", REMEDY);
            }
        } catch (URISyntaxException e) {
            refuse(address, "is no http or https address of a host", REMEDY);
        }
    }

    private static boolean isHttp(URI uri) {
        return "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    }

    /** Shows what stands in the file, not what it resolved to; and nothing behind a question mark. */
    private static void refuse(Spot address, String problem, String remedy) {
        String shown = address.text().split("[?#]", 2)[0];
        address.refuse(ConfigError.WRONG_VALUE, Quote.of(shown) + " " + problem, remedy);
    }
}
