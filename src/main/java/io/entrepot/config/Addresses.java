package io.entrepot.config;

import java.net.URI;
import java.net.URISyntaxException;

/** Checks where a storefront's or a notifier's API is, unless a simulator stands in for it. */
final class Addresses {

    private static final String REMEDY = "Write one such as https://shop.example.com or http://localhost:8081/mall.";
    private static final int HIGHEST_PORT = 65535;

    private final String noun;
    private final String standIn;
    private final References references;

    private Addresses(String noun, String standIn, References references) {
        this.noun = noun;
        this.standIn = standIn;
        this.references = references;
    }

    static Addresses ofStorefronts(References references) {
        return new Addresses("storefront", "simulated: {orders-per-minute: 30}", references);
    }

    static Addresses ofNotifiers(References references) {
        return new Addresses("notifier", "simulated: {}", references);
    }

    void check(Spot account) {
        if (account.declares("simulated")) {
            return;
        }
        if (!account.declares("base-url")) {
            account.child("base-url")
                    .refuse(
                            ConfigError.NO_ADDRESS,
                            "the " + noun + " has neither base-url nor simulated",
                            "Say with base-url where its API is, or run a stand-in with '" + standIn + "'.");
        }
        account.at("base-url").ifPresent(references::resolveWithin);
        account.at("base-url").ifPresent(this::checkAddress);
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
