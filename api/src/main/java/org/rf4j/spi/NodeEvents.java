package org.rf4j.spi;

/**
 * Told by a {@link NodeClient} about itself.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface NodeEvents {

    /**
     * The connection is gone for good: closed by the server, by the network, or by {@link NodeClient#abandon()}. Comes
     * exactly once per connected client, as soon as it is known, on a driver thread; does not block. What was in flight
     * is failed by the core, if the driver has not done so already.
     *
     * @param cause why
     */
    void down(NodeException cause);
}
