package org.rf4j.internal.call;

import org.jspecify.annotations.Nullable;
import org.rf4j.spi.RawCommand;

/**
 * An encoded command with what the core must know to route and to retry it.
 *
 * @param command what goes to the provider
 * @param key the first key, by which it is routed; null for a command without one
 * @param readOnly whether it changes nothing, so that it may be sent again
 * @param refusalIsProof whether an error reply proves that nothing ran; not so for scripts, functions, EXEC and commands
 *     of modules, which can return any code after having run
 * @param kind what special treatment it needs
 */
public record Request(RawCommand command, byte @Nullable [] key, boolean readOnly, boolean refusalIsProof, Kind kind) {

    /** What special treatment a command needs. */
    public enum Kind {
        /** None: it goes over the shared connection. */
        PLAIN,
        /** A {@code PUBLISH}: waits for this client's own subscriptions after a failover (clause P11). */
        PUBLISH,
        /** It may block on the server, so it gets a connection of its own. */
        BLOCKING
    }
}
