package org.rf4j.spi;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rf4j.Protocol;
import org.rf4j.TlsOptions;

/**
 * How to connect to a node. Immutable; {@link #toString()} shows no secret.
 *
 * @since 0.1.0
 */
public final class ConnectionSettings {

    private final Duration connectTimeout;
    private final Protocol protocol;
    private final @Nullable TlsOptions tls;
    private final Supplier<List<RawCommand>> handshake;

    /**
     * Creates settings.
     *
     * @param connectTimeout limit of resolving, connecting and the handshake together
     * @param protocol the protocol that the handshake ends in
     * @param tls how to encrypt, or null for plain TCP
     * @param handshake the commands that prepare a connection, asked for at each one
     */
    public ConnectionSettings(
            Duration connectTimeout,
            Protocol protocol,
            @Nullable TlsOptions tls,
            Supplier<List<RawCommand>> handshake) {
        this.connectTimeout = connectTimeout;
        this.protocol = protocol;
        this.tls = tls;
        this.handshake = handshake;
    }

    /**
     * Returns the limit of resolving, connecting and the handshake together.
     *
     * @return the limit
     */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /**
     * Returns the protocol that the connection speaks once the handshake is done.
     *
     * @return the protocol
     */
    public Protocol protocol() {
        return protocol;
    }

    /**
     * Returns how to encrypt.
     *
     * @return the options, or null for plain TCP
     */
    public @Nullable TlsOptions tls() {
        return tls;
    }

    /**
     * Returns the commands that prepare a new connection: {@code HELLO} or {@code AUTH}, {@code SELECT},
     * {@code CLIENT SETNAME}, as configured; perhaps none. A provider asks at each new connection, since credentials
     * rotate, and sends the commands in order, pipelined or one by one, and nothing else before them. An error reply to
     * any of them closes the connection and fails it with {@link NodeException#refused}. It sends no handshake of its
     * own.
     *
     * @return the commands
     */
    public List<RawCommand> handshake() {
        return handshake.get();
    }

    /** Returns the settings without the handshake, which holds secrets. */
    @Override
    public String toString() {
        return "ConnectionSettings[connectTimeout=" + connectTimeout + ", protocol=" + protocol + ", tls="
                + (tls != null) + "]";
    }
}
