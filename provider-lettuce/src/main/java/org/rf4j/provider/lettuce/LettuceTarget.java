package org.rf4j.provider.lettuce;

import io.netty.handler.ssl.SslHandler;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.TlsOptions;
import org.rf4j.spi.ConnectionSettings;

/** Where the connections of one node lead, and how they are encrypted. Thread-safe. */
final class LettuceTarget {

    private final Endpoint node;
    private final ConnectionSettings settings;
    private @Nullable SSLContext context;

    LettuceTarget(Endpoint node, ConnectionSettings settings) {
        this.node = node;
        this.settings = settings;
    }

    Endpoint node() {
        return node;
    }

    ConnectionSettings settings() {
        return settings;
    }

    /**
     * Returns the TLS context, one for all connections of the node, so that they resume one another's session; null for
     * plain TCP. Blocks: the first call reads certificates.
     */
    synchronized @Nullable SSLContext context() {
        TlsOptions tls = settings.tls();
        if (tls != null && context == null) {
            context = tls.sslContext();
        }
        return context;
    }

    /** Returns what encrypts one connection. */
    SslHandler encryption(SSLContext context) {
        SSLEngine engine = context.createSSLEngine(node.host(), node.port());
        engine.setUseClientMode(true);
        TlsOptions tls = settings.tls();
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(tls == null || tls.verifyHostname() ? "HTTPS" : null);
        engine.setSSLParameters(parameters);
        SslHandler handler = new SslHandler(engine);
        // The deadline of the whole attempt is the only one.
        handler.setHandshakeTimeoutMillis(0);
        return handler;
    }
}
