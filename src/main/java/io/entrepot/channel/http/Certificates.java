package io.entrepot.channel.http;

import io.entrepot.channel.spi.CallRefused;
import io.entrepot.channel.spi.NotSent;
import io.entrepot.model.ErrorCode;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Tells a certificate that is wrong from other reasons why nothing could be sent. */
final class Certificates {

    private static final ErrorCode NOT_TRUSTED = new ErrorCode("ENT-3005");
    private static final ErrorCode OTHER_NAME = new ErrorCode("ENT-3006");

    private Certificates() {}

    /** The failure under an id of its own when the host's certificate was its reason; else as it is. */
    static IOException named(NotSent failure, String host) {
        Optional<Throwable> name = reason(failure, SSLPeerUnverifiedException.class);
        if (name.isPresent()) {
            return new CallRefused(
                    OTHER_NAME,
                    "the certificate of host '" + host + "' is for another name (" + said(name) + ")",
                    failure);
        }
        Optional<Throwable> trust = reason(failure, CertificateException.class);
        if (trust.isPresent()) {
            return new CallRefused(
                    NOT_TRUSTED,
                    "the certificate of host '" + host + "' " + how(failure) + " (" + said(trust) + ")",
                    failure);
        }
        return failure;
    }

    private static String how(NotSent failure) {
        if (reason(failure, CertificateExpiredException.class).isPresent()) {
            return "has expired";
        }
        return reason(failure, CertificateNotYetValidException.class).isPresent()
                ? "is not valid yet, or the clock here is wrong"
                : "is not trusted: no authority that this machine knows has signed it";
    }

    private static Optional<Throwable> reason(Throwable failure, Class<? extends Throwable> type) {
        return reasons(failure).filter(type::isInstance).findFirst();
    }

    /** With those of a host's other addresses. */
    private static Stream<Throwable> reasons(@Nullable Throwable failure) {
        return failure == null
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(failure),
                        Stream.concat(
                                reasons(failure.getCause()),
                                Arrays.stream(failure.getSuppressed()).flatMap(Certificates::reasons)));
    }

    private static String said(Optional<Throwable> reason) {
        return reason.map(Throwable::getMessage).orElse("").replaceAll("\\s+", " ");
    }
}
