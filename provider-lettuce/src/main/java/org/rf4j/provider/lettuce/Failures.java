package org.rf4j.provider.lettuce;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.spi.NodeException;

/** Puts what Lettuce, Netty and the JDK throw into the words of the SPI. */
final class Failures {

    private Failures() {}

    /** A connection could not be opened; nothing of a caller's was sent. */
    static NodeException connect(Endpoint node, Throwable cause) {
        return NodeException.notSent("cannot connect to " + node + ": " + reason(cause), cause);
    }

    static NodeException connectTimeout(Endpoint node, Duration limit) {
        return NodeException.notSent(
                "cannot connect to " + node + ": not connected and prepared within " + limit.toMillis() + " ms", null);
    }

    /** A connection ended; what was in flight may have run. */
    static NodeException lost(Endpoint node, @Nullable Throwable cause) {
        return NodeException.unknown(
                "the connection to " + node + " was lost: " + (cause == null ? "closed by the server" : reason(cause)),
                cause);
    }

    /** RF4J itself closed a connection; what was in flight may have run. */
    static NodeException closed(Endpoint node, String why) {
        return NodeException.unknown("the connection to " + node + " was closed: " + why, null);
    }

    /** A command came after the end of its connection. */
    static NodeException notConnected(Endpoint node, @Nullable Throwable end) {
        return NodeException.notSent("not connected to " + node + (end == null ? "" : ": " + reason(end)), end);
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
