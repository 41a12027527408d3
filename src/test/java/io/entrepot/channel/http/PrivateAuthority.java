package io.entrepot.channel.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A certificate authority of a company's own, and the trust store with which Java is told to trust it. */
public final class PrivateAuthority {

    private static final String STORE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "changeit";

    private final HeldCertificate root =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private final Path store;

    /** Keeps its trust store in this folder. */
    public PrivateAuthority(Path folder) throws IOException, GeneralSecurityException {
        store = folder.resolve("authority.p12");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", root.certificate());
        try (OutputStream out = Files.newOutputStream(store)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
    }

    /** Makes something as a JVM does that was started with {@code -Djavax.net.ssl.trustStore}. */
    public <T> T trustedBy(Supplier<T> made) {
        System.setProperty(STORE, store.toString());
        System.setProperty(STORE + "Password", PASSWORD);
        try {
            return made.get();
        } finally {
            System.clearProperty(STORE);
            System.clearProperty(STORE + "Password");
        }
    }

    /** A server with a certificate of this authority, for this host name. */
    public SSLSocketFactory serverNamed(String host) {
        return server(new HeldCertificate.Builder()
                .addSubjectAlternativeName(host)
                .signedBy(root)
                .build());
    }

    /** A server with a certificate that it has signed itself. */
    public static SSLSocketFactory selfSigned(String host) {
        return server(
                new HeldCertificate.Builder().addSubjectAlternativeName(host).build());
    }

    /** A server with a certificate of this authority that was valid once. */
    public SSLSocketFactory expired(String host) {
        return server(new HeldCertificate.Builder()
                .addSubjectAlternativeName(host)
                .validityInterval(1_000_000_000_000L, 1_100_000_000_000L)
                .signedBy(root)
                .build());
    }

    private static SSLSocketFactory server(HeldCertificate certificate) {
        return new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory();
    }
}
