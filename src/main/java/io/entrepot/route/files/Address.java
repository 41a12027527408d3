package io.entrepot.route.files;

import io.entrepot.route.files.Outline.Call;
import io.entrepot.route.files.Outline.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An endpoint taken apart: {@code scheme:path} and its options, whichever way they are written. */
record Address(Scalar uri, String scheme, String path, List<Option> options) {

    static Address of(Call call) {
        String uri = call.uri().value();
        int query = uri.indexOf('?');
        String address = query < 0 ? uri : uri.substring(0, query);
        int colon = address.indexOf(':');
        String scheme = colon < 0 ? address : address.substring(0, colon);
        String path = colon < 0 ? "" : address.substring(colon + 1).replaceFirst("^/+", "");
        List<Option> options = new ArrayList<>(call.options());
        if (query >= 0) {
            inQuery(call.uri(), uri.substring(query + 1), options);
        }
        return new Address(call.uri(), scheme, path, options).withPathFromOptions();
    }

    private static void inQuery(Scalar uri, String query, List<Option> options) {
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                Scalar name = new Scalar(pair.substring(0, equals), uri.spot());
                options.add(new Option(name, new Scalar(pair.substring(equals + 1), uri.spot())));
            }
        }
    }

    /** {@code uri: store} with {@code what: stock} among the parameters is {@code store:stock}. */
    private Address withPathFromOptions() {
        if (!path.isEmpty()) {
            return this;
        }
        String built =
                switch (scheme) {
                    case "store" -> value("what");
                    case "storefront" -> value("id") + "/" + value("what");
                    case "quartz" -> value("groupName") + "/" + value("triggerName");
                    default -> "";
                };
        return new Address(uri, scheme, built, options);
    }

    private String value(String name) {
        return option(name).map(option -> option.value().value()).orElse("");
    }

    Optional<Option> option(String name) {
        return options.stream()
                .filter(option -> option.name().value().equals(name))
                .findFirst();
    }

    boolean is(String wanted) {
        return scheme.equals(wanted);
    }

    /** The second part of {@code storefront:ID/WHAT}. */
    String what() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The first part of {@code storefront:ID/WHAT}, or what {@code store:…?storefront=ID} names. */
    String storefront() {
        return is("storefront") && path.contains("/") ? path.substring(0, path.indexOf('/')) : value("storefront");
    }
}
