package org.rf4j.provider.redisson;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.spi.NodeException;

/** Puts what Redisson, Netty and the JDK throw into the words of the SPI. */
final class Failures {

    private Failures() {}

    /** Returns what a stage failed with. */
    static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
        return cause == null ? failure : cause;
    }

    /** A connection could not be opened; nothing of a caller's was sent. */
    static NodeException connect(Endpoint node, Throwable cause) {
        return NodeException.notSent("cannot connect to " + node + ": " + reason(cause), cause);
    }

    /** A connection ended before it was open. */
    static NodeException unopened(Endpoint node, NodeException end) {
        return end.isNotSent() ? end : connect(node, end);
    }

    /** A connection ended; what was in flight may have run. */
    static NodeException lost(Endpoint node, @Nullable Throwable cause) {
        String why = cause == null ? "closed by the server" : reason(cause);
        return NodeException.unknown("the connection to " + node + " was lost: " + why, cause);
    }

    /** RF4J itself closed a connection; what was in flight may have run. */
    static NodeException closed(Endpoint node, String why) {
        return NodeException.unknown("the connection to " + node + " was closed: " + why, null);
    }

    /** A command was not written before the end of its connection. */
    static NodeException notConnected(Endpoint node, @Nullable Throwable end) {
        return NodeException.notSent("not connected to " + node + (end == null ? "" : ": " + reason(end)), end);
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
