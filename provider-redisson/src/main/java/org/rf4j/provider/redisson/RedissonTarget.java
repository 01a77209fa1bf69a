package org.rf4j.provider.redisson;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisClientConfig;
import org.redisson.config.SslVerificationMode;
import org.redisson.misc.RedisURI;
import org.rf4j.Endpoint;
import org.rf4j.TlsOptions;
import org.rf4j.spi.ConnectionSettings;

/** Where the connections of one node lead, and how they are encrypted. Thread-safe. */
final class RedissonTarget {

    private final Endpoint node;
    private final ConnectionSettings settings;
    private @Nullable TrustManagerFactory trust;
    private @Nullable KeyManagerFactory key;

    RedissonTarget(Endpoint node, ConnectionSettings settings) {
        this.node = node;
        this.settings = settings;
    }

    Endpoint node() {
        return node;
    }

    ConnectionSettings settings() {
        return settings;
    }

    /** Reads the certificates, unless that is done. Blocks. */
    synchronized void readCertificates() {
        TlsOptions tls = settings.tls();
        if (tls != null && trust == null) {
            trust = tls.trustManagerFactory();
            key = tls.keyManagerFactory();
        }
    }

    /**
     * Returns a configuration with nothing in it that Redisson would send or do by itself: no user, database, name,
     * protocol or ping, since all of that is the handshake's.
     */
    synchronized RedisClientConfig config() {
        RedisClientConfig config = new RedisClientConfig().setTcpNoDelay(true).setKeepAlive(true);
        TlsOptions tls = settings.tls();
        if (tls != null) {
            config.setSslTrustManagerFactory(trust)
                    .setSslKeyManagerFactory(key)
                    .setSslVerificationMode(
                            tls.verifyHostname() ? SslVerificationMode.STRICT : SslVerificationMode.CA_ONLY);
        }
        return config;
    }

    /** Returns the node's address in Redisson's form, which also says whether to encrypt. */
    RedisURI uri() {
        return new RedisURI(settings.tls() == null ? "redis" : "rediss", node.host(), node.port());
    }
}
