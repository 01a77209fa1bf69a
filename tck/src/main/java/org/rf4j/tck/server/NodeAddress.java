package org.rf4j.tck.server;

import java.util.Objects;

/**
 * Where a server listens.
 *
 * @param host a host name or an IP address
 * @param port a TCP port
 */
public record NodeAddress(String host, int port) {

    public NodeAddress {
        Objects.requireNonNull(host, "host");
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be between 1 and 65535, not " + port);
        }
    }

    /** Returns {@code host:port}. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
