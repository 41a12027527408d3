package io.entrepot.config;

import java.util.Optional;

/** Reads a storefront's or a notifier's secrets from where the file says they are. No message shows what stands in the file or was read. */
final class Credentials {

    private final References references;

    Credentials(References references) {
        this.references = references;
    }

    /** Checks each secret; where they are needed, reads it too. */
    void check(Spot storefront) {
        boolean needed = !storefront.declares("simulated");
        for (Spot credential : storefront.entries("credentials")) {
            Optional<Reference> reference = Reference.whole(credential);
            if (reference.isEmpty()) {
                refusePlain(credential);
            } else if (needed) {
                references.resolve(credential, reference.get());
            }
        }
    }

    private static void refusePlain(Spot credential) {
        if (credential.node().isNull() || credential.text().isEmpty()) {
            credential.refuse(
                    ConfigError.MISSING_CREDENTIAL, "the key has no value", "Write ${env:NAME} or ${file:/path}.");
            return;
        }
        credential.refuse(
                ConfigError.SECRET_IN_FILE,
                "a secret must not stand in the file, and only one whole reference may stand here",
                "Write ${env:NAME} for an environment variable or ${file:/path} for a file; a default is not possible.");
    }
}
