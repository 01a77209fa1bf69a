package org.rf4j.spi;

import java.util.concurrent.CompletionStage;
import org.rf4j.Endpoint;

/**
 * A running driver: event loops, timers and executors live and die here. One per {@link org.rf4j.Redis}. Thread-safe.
 *
 * @since 0.1.0
 */
public interface Driver extends AutoCloseable {

    /**
     * Connects to one server. The name is resolved anew at each call. Every connection to the node, this one and those
     * opened later for it, is prepared by the commands of {@link ConnectionSettings#handshake()} before it is used.
     *
     * <p>Does not block. The stage ends within {@link ConnectionSettings#connectTimeout()}, with a
     * {@link NodeException} where it fails; if the handshake was refused, one with that
     * {@linkplain NodeException#refusal() refusal}. A connect that was given up leaves no socket behind.
     *
     * @param node the server
     * @param settings how to connect
     * @param events told when the connection is lost after the stage has completed
     * @return the connected node, later
     */
    CompletionStage<NodeClient> connect(Endpoint node, ConnectionSettings settings, NodeEvents events);

    /**
     * Ends everything: each connection is closed, each thread ended. Idempotent; blocks at most two seconds, also with
     * a frozen server; nothing is delivered after it returns.
     */
    @Override
    void close();
}
