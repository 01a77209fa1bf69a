package org.rf4j.internal.topology;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.NodeException;

/** What a failure to connect has to do with TLS: whether waiting can cure it, and what its message should tell. */
final class TlsTrouble {

    private static final String OFF = "TLS is off: does the server expect it at this port?";
    private static final String ON = "TLS is on: does the server speak it at this port?";

    private TlsTrouble() {}

    /** Returns whether one side does not accept the other, so that no waiting helps. */
    static boolean isIncurable(NodeException failure) {
        return causes(failure).anyMatch(cause -> cause instanceof SSLException && !isTransport(cause));
    }

    /** Returns whether the message of a failure asks whether TLS is to blame. */
    static boolean isSuspected(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.endsWith(OFF) || message.endsWith(ON);
    }

    /** A TLS connection that was cut looks like a TLS failure too, but may work the next time. */
    private static boolean isTransport(Throwable failure) {
        if (causes(failure).skip(1).anyMatch(GeneralSecurityException.class::isInstance)) {
            return false;
        }
        String message = String.valueOf(failure.getMessage());
        return !message.contains("certificate") && !message.contains("alert");
    }

    /**
     * Returns the failure of a connection that was never of use, with what may be wrong in the words of somebody who set it
     * up.
     *
     * @param encrypted whether TLS is on
     */
    static NodeException explained(NodeException failure, boolean encrypted) {
        String hint = hint(failure, encrypted);
        return hint == null ? failure : withHint(failure, hint);
    }

    /** Returns the failure with more to read. */
    static NodeException withHint(NodeException failure, String hint) {
        String message = failure.getMessage() + "; " + hint;
        return failure.isNotSent()
                ? NodeException.notSent(message, failure.getCause())
                : NodeException.unknown(message, failure.getCause());
    }

    private static @Nullable String hint(NodeException failure, boolean encrypted) {
        if (failure.refusal() != null || isUnreachable(failure)) {
            return null;
        }
        if (!encrypted) {
            boolean lost = failure.getCause() != null || !failure.isNotSent();
            return lost ? OFF : null;
        }
        return isIncurable(failure) ? reason(failure) : ON;
    }

    private static @Nullable String reason(NodeException failure) {
        if (has(failure, CertificateExpiredException.class::isInstance)) {
            return "the server's certificate has expired";
        }
        if (has(failure, CertificateNotYetValidException.class::isInstance)) {
            return "the server's certificate is not valid yet";
        }
        if (has(failure, CertPathBuilderException.class::isInstance)) {
            return "the server's certificate is from no authority that is trusted here";
        }
        if (has(failure, cause -> String.valueOf(cause.getMessage()).contains("alert"))) {
            return "the server did not accept the client, which may have to show another certificate";
        }
        return null;
    }

    private static boolean isUnreachable(NodeException failure) {
        return has(
                failure,
                cause -> cause instanceof ConnectException
                        || cause instanceof NoRouteToHostException
                        || cause instanceof UnknownHostException);
    }

    private static boolean has(Throwable failure, Predicate<Throwable> what) {
        return causes(failure).anyMatch(what);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
