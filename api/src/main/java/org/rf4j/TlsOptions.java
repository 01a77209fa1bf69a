package org.rf4j;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.rf4j.internal.Guide;

/**
 * How to encrypt connections. By default the JVM's certificate authorities are trusted and the server's certificate must
 * name the host that was asked for (clause C10). Immutable; {@link #toString()} shows no secret.
 *
 * @since 0.1.0
 */
public final class TlsOptions {

    private static final TlsOptions DEFAULTS = builder().build();

    private final @Nullable KeyStore trust;
    private final @Nullable KeyStore key;
    private final char[] keyPassword;
    private final boolean verifyHostname;

    private TlsOptions(Builder builder) {
        this.trust = builder.trust;
        this.key = builder.key;
        this.keyPassword = builder.keyPassword.clone();
        this.verifyHostname = builder.verifyHostname;
    }

    /**
     * Returns the defaults: the JVM's authorities, host names verified, no client certificate.
     *
     * @return the options
     */
    public static TlsOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Returns a builder with the defaults.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a builder with these options.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.trust = trust;
        builder.key = key;
        builder.keyPassword = keyPassword.clone();
        builder.verifyHostname = verifyHostname;
        return builder;
    }

    /**
     * Returns a trust manager factory, initialised.
     *
     * @return the factory
     */
    public TrustManagerFactory trustManagerFactory() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trust);
            return factory;
        } catch (GeneralSecurityException broken) {
            throw wrong("the trusted certificates cannot be used: " + broken.getMessage(), broken);
        }
    }

    /**
     * Returns a key manager factory for the client's certificate, initialised.
     *
     * @return the factory, or null if the client shows no certificate
     */
    public @Nullable KeyManagerFactory keyManagerFactory() {
        if (key == null) {
            return null;
        }
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(key, keyPassword);
            return factory;
        } catch (GeneralSecurityException broken) {
            throw wrong("the client certificate cannot be used: " + broken.getMessage(), broken);
        }
    }

    /**
     * Returns a context made of both factories.
     *
     * @return a new context
     */
    public SSLContext sslContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManagerFactory keys = keyManagerFactory();
            context.init(
                    keys == null ? null : keys.getKeyManagers(),
                    trustManagerFactory().getTrustManagers(),
                    null);
            return context;
        } catch (GeneralSecurityException broken) {
            throw wrong("TLS cannot be set up: " + broken.getMessage(), broken);
        }
    }

    /**
     * Returns whether the server's certificate must name the host asked for.
     *
     * @return true by default
     */
    public boolean verifyHostname() {
        return verifyHostname;
    }

    private static RedisConfigException wrong(String message, @Nullable Exception cause) {
        return new RedisConfigException(Guide.TLS.after(message), cause);
    }

    /** Returns which options are set. */
    @Override
    public String toString() {
        return "TlsOptions[ownTrust=" + (trust != null) + ", clientCertificate=" + (key != null) + ", verifyHostname="
                + verifyHostname + "]";
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {

        private @Nullable KeyStore trust;
        private @Nullable KeyStore key;
        private char[] keyPassword = new char[0];
        private boolean verifyHostname = true;

        private Builder() {}

        /**
         * Trusts the certificates in a PEM file, and no others.
         *
         * @param pem one or more certificates
         * @return this builder
         * @throws RedisConfigException if the file cannot be read or holds no certificate
         */
        public Builder trustPem(Path pem) {
            try (InputStream in = Files.newInputStream(pem)) {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                int count = 0;
                for (Certificate certificate :
                        CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                    store.setCertificateEntry("ca-" + count++, certificate);
                }
                if (count == 0) {
                    throw wrong(
                            "the file " + pem + " holds no certificate; give one with -----BEGIN CERTIFICATE-----",
                            null);
                }
                this.trust = store;
                return this;
            } catch (IOException | GeneralSecurityException broken) {
                throw wrong("cannot read trusted certificates from " + pem + "; give a readable PEM file", broken);
            }
        }

        /**
         * Trusts the certificates in a PKCS#12 or JKS file, and no others.
         *
         * @param store the file
         * @param password its password
         * @return this builder
         * @throws RedisConfigException if the file cannot be read
         */
        public Builder trustStore(Path store, char[] password) {
            this.trust = load(store, password);
            return this;
        }

        /**
         * Shows the certificate in a PKCS#12 or JKS file to the server.
         *
         * @param store the file, with a key and its certificate chain
         * @param password its password, and the key's
         * @return this builder
         * @throws RedisConfigException if the file cannot be read
         */
        public Builder keyStore(Path store, char[] password) {
            this.key = load(store, password);
            this.keyPassword = password.clone();
            return this;
        }

        /**
         * Says whether the server's certificate must name the host asked for. Without this check anyone with a
         * certificate from the same authority can stand in for the server.
         *
         * @param verify true by default
         * @return this builder
         */
        public Builder verifyHostname(boolean verify) {
            this.verifyHostname = verify;
            return this;
        }

        /**
         * Returns the options.
         *
         * @return the options
         */
        public TlsOptions build() {
            return new TlsOptions(this);
        }

        private static KeyStore load(Path store, char[] password) {
            Objects.requireNonNull(password, "password");
            if (!Files.isRegularFile(store)) {
                throw wrong("there is no file " + store + "; give a PKCS#12 or JKS key store", null);
            }
            try {
                return KeyStore.getInstance(store.toFile(), password);
            } catch (IOException | GeneralSecurityException broken) {
                throw wrong(
                        "cannot read the key store " + store + "; give a PKCS#12 or JKS file and its password", broken);
            }
        }
    }
}
