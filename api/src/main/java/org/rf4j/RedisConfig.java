package org.rf4j;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is and how to talk to it. Immutable; made by {@link #builder()}, from a {@linkplain #fromUri URI} or from
 * the {@linkplain #fromEnvironment() environment}. {@link #toString()} shows no secret.
 *
 * <p>A bad argument to the builder is an {@link IllegalArgumentException} at once; what is wrong in a text, or
 * contradictory in {@link Builder#build()}, is a {@link RedisConfigException}. No message repeats the text of a URI or
 * a variable, since a secret may stand where it does not belong.
 *
 * @since 0.1.0
 */
public final class RedisConfig {

    static final Endpoint DEFAULT_ENDPOINT = new Endpoint("localhost", 6379);
    static final int DEFAULT_PORT = 6379;
    static final int DEFAULT_SENTINEL_PORT = 26379;

    private final Settings settings;
    private final Mode mode;

    private RedisConfig(Settings settings) {
        this.settings = settings;
        this.mode = Objects.requireNonNull(settings.mode);
    }

    /**
     * Returns a builder with the defaults: one server at {@code localhost:6379}.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder(new Settings());
    }

    /**
     * Reads a URI, one of
     *
     * <pre>
     * redis://[user:password@]host[:port][/db][?options]
     * rediss://…                                  the same with TLS
     * redis-sentinel://[user:password@]host[:port],host[:port],…[/db][?options][#name]
     * rediss-sentinel://…                         the same with TLS, to the sentinels as well
     * redis-cluster://[user:password@]host[:port],host[:port],…[?options]
     * rediss-cluster://…                          the same with TLS
     * </pre>
     *
     * <p>A password alone is {@code :password@}; a user without a colon is refused, since some clients read it as a user
     * and some as a password. An empty user means the default one, and {@code :@} no credentials. User and password are
     * those of the data nodes; the sentinels' are options. Both are percent-encoded: {@code %40} for {@code @}, {@code
     * %2F} for {@code /}, {@code %3A} for {@code :} in the user, {@code %23} for {@code #}, {@code %3F} for {@code ?},
     * {@code %25} for {@code %}, and where several hosts follow {@code %2C} for a comma. An IPv6 address stands in brackets. Ports
     * default to 6379, for sentinels to 26379. The name of the primary is the fragment or the option {@code
     * sentinelName}, by default {@code mymaster}.
     *
     * <p>Options, each at most once: {@code db}, {@code clientName}, {@code protocol} ({@code 2} or {@code 3}),
     * {@code provider}, {@code verifyHost} (with TLS; {@code true} or {@code false}), {@code connectTimeout},
     * {@code commandTimeout} (or {@code timeout}), {@code startupTimeout}, {@code closeTimeout},
     * {@code healthInterval}, {@code livenessInterval}, {@code livenessTimeout}, {@code retryPolicy} ({@code never},
     * {@code safe} or {@code all}), {@code maxParkedCalls}, {@code maxParkedBytes}, {@code startMode}
     * ({@code failFast}, {@code wait} or {@code lazy}), {@code missingCommands} (separated by commas); for the sentinel
     * schemes {@code sentinelName}, {@code sentinelUsername}, {@code sentinelPassword}, {@code sentinelPollInterval},
     * {@code earlyMove}; and for the cluster schemes {@code clusterRefreshInterval} and {@code clusterBusHeartbeat}. A time has a unit: {@code 500ms}, {@code 2s}, {@code 1m}, {@code 1h}, or {@code PT2S}.
     *
     * @param uri the URI
     * @return the configuration
     * @throws RedisConfigException if the URI is malformed; the message names the part and never repeats its text
     */
    public static RedisConfig fromUri(String uri) {
        RedisUri parsed = RedisUri.parse(uri, "the Redis URI");
        Builder builder = builder();
        parsed.applyTo(builder);
        return builder.build();
    }

    /**
     * Reads the environment variables of this process; see {@link #fromEnvironment(Map)}.
     *
     * @return the configuration
     */
    public static RedisConfig fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    /**
     * Reads environment variables. Values are stripped of surrounding white space, passwords too; an empty one counts as
     * unset.
     *
     * <ul>
     *   <li>{@code REDIS_MODE}: {@code single}, {@code sentinel}, {@code cluster} or {@code auto}; by default what {@code
     *       REDIS_URL} says, else single
     *   <li>{@code REDIS_URL}: see {@link #fromUri}
     *   <li>{@code REDIS_SENTINELS}: {@code host:port,host:port}; {@code REDIS_SENTINEL_NAME}: by default {@code mymaster}
     *   <li>{@code REDIS_CLUSTER_NODES}: {@code host:port,host:port}
     *   <li>{@code REDIS_USERNAME}, {@code REDIS_PASSWORD}, {@code REDIS_SENTINEL_USERNAME}, {@code
     *       REDIS_SENTINEL_PASSWORD}
     *   <li>{@code REDIS_DB}, {@code REDIS_CLIENT_NAME}
     *   <li>{@code REDIS_TLS}: {@code true} or {@code false} (also {@code yes}, {@code on}, {@code 1}, …)
     *   <li>{@code REDIS_PROVIDER}; the system property {@code rf4j.provider} goes before it
     * </ul>
     *
     * <p>With {@code auto} the mode is that of the variables given: {@code REDIS_CLUSTER_NODES}, {@code REDIS_SENTINELS} or
     * the scheme of {@code REDIS_URL}. Where they give one address of a server it stays {@link Mode#AUTO}, and {@code
     * Redis.connect} asks the server what it is.
     *
     * <p>Each variable overrides what the URL says of the same thing, user and password each for itself. With one
     * exception: {@code REDIS_TLS=false} does not switch off the TLS of a {@code rediss} URL, it is a contradiction. A
     * variable of the mode that is not used is not looked at, but {@code REDIS_SENTINELS} or {@code
     * REDIS_CLUSTER_NODES} without a {@code REDIS_MODE} is a problem, not something to pass over.
     *
     * <p>This method never throws for what the variables hold. It does the nearest thing that works, logs one warning
     * with everything that is wrong, and keeps that text in {@link #fallbackReason()}:
     *
     * <ul>
     *   <li>a mode that is unknown, or that lacks its settings, or whose settings ({@code REDIS_SENTINELS}, {@code
     *       REDIS_SENTINEL_…}, {@code REDIS_CLUSTER_NODES}) are malformed or contradictory: single mode, at the address in {@code REDIS_URL} if that is usable, else at
     *       {@code localhost:6379}
     *   <li>{@code REDIS_URL} malformed: as if it were unset
     *   <li>{@code REDIS_DB}, {@code REDIS_CLIENT_NAME}, {@code REDIS_PROVIDER} malformed, or {@code REDIS_USERNAME}
     *       without any password: as if it were unset; the mode stays
     *   <li>a database other than 0 in a cluster, or where {@code SELECT} is declared missing: database 0; the mode stays
     *   <li>{@code REDIS_TLS} malformed or contradicting the URL: TLS on, so that nothing goes out in clear that was
     *       meant to be encrypted
     * </ul>
     *
     * <p>Where another database or server than the one meant would do harm, {@link #strict()} throws instead.
     *
     * @param variables the variables by name
     * @return the configuration
     */
    public static RedisConfig fromEnvironment(Map<String, String> variables) {
        return new EnvironmentSettings(variables).withFallback();
    }

    /**
     * Returns the way to read the environment that throws where {@link #fromEnvironment()} falls back.
     *
     * @return the strict reader
     */
    public static Strict strict() {
        return Strict.INSTANCE;
    }

    /**
     * Returns a builder with the values of this configuration.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return new Builder(settings.copy());
    }

    /** {@return how the servers are deployed} */
    public Mode mode() {
        return mode;
    }

    /** {@return the server of {@link Mode#SINGLE} and {@link Mode#AUTO}, by default {@code localhost:6379}} */
    public Endpoint endpoint() {
        return settings.endpoint();
    }

    /** {@return the sentinels to begin with, each once; used in {@link Mode#SENTINEL} alone} */
    public List<Endpoint> sentinels() {
        return settings.sentinels;
    }

    /** {@return the name by which the sentinels know the primary, by default {@code mymaster}} */
    public String sentinelName() {
        return settings.sentinelName;
    }

    /** {@return the cluster's nodes to begin with, each once; used in {@link Mode#CLUSTER} alone} */
    public List<Endpoint> clusterNodes() {
        return settings.clusterNodes;
    }

    /** {@return what gives the credentials for the data nodes (clause C11); by default it gives none} */
    public CredentialsProvider credentials() {
        return settings.credentials;
    }

    /** {@return what gives the credentials for the sentinels; by default it gives none} */
    public CredentialsProvider sentinelCredentials() {
        return settings.sentinelCredentials;
    }

    /** {@return the number of the database, by default 0} */
    public int database() {
        return settings.database;
    }

    /** {@return the name that connections give themselves, or null for none} */
    public @Nullable String clientName() {
        return settings.clientName;
    }

    /** {@return how connections to data nodes are encrypted, or null for plain TCP} */
    public @Nullable TlsOptions tls() {
        return settings.tls;
    }

    /** {@return how connections to sentinels are encrypted, by default as {@link #tls()}, or null for plain TCP} */
    public @Nullable TlsOptions sentinelTls() {
        return settings.sentinelTls();
    }

    /** {@return the protocol, by default RESP2} */
    public Protocol protocol() {
        return settings.protocol;
    }

    /** {@return the name of the provider to use, or null if the class path decides} */
    public @Nullable String provider() {
        return settings.provider;
    }

    /** {@return the limit of one attempt to connect, handshake included; by default 2 s} */
    public Duration connectTimeout() {
        return settings.connectTimeout;
    }

    /** {@return the limit of a call, parked time and every attempt included (clause C2); by default 2 s} */
    public Duration commandTimeout() {
        return settings.commandTimeout;
    }

    /** {@return the limit of the whole of {@code Redis.connect} (clause C1); by default 10 s} */
    public Duration startupTimeout() {
        return settings.startupTimeout;
    }

    /** {@return how long closing waits for calls in flight (clause C8); by default 2 s} */
    public Duration closeTimeout() {
        return settings.closeTimeout;
    }

    /** {@return the pauses between attempts to connect (clause C7); by default 50 ms to 2 s} */
    public Backoff backoff() {
        return settings.backoff;
    }

    /** {@return which calls of unknown outcome are sent again (clause C6); by default those that are safe} */
    public RetryPolicy retryPolicy() {
        return settings.retryPolicy;
    }

    /** {@return how many calls may be parked (clause C5); by default 10,000} */
    public int maxParkedCalls() {
        return settings.maxParkedCalls;
    }

    /** {@return how many bytes the parked calls may hold together (clause C5); by default 64 MiB} */
    public long maxParkedBytes() {
        return settings.maxParkedBytes;
    }

    /** {@return the time between health checks (clause F6); by default 30 s} */
    public Duration healthInterval() {
        return settings.healthInterval;
    }

    /** {@return the time between pings on an idle subscriber connection (clause P12); by default 1 s} */
    public Duration livenessInterval() {
        return settings.livenessInterval;
    }

    /** {@return how long such a ping may stay unanswered before the connection is replaced; by default 1 s} */
    public Duration livenessTimeout() {
        return settings.livenessTimeout;
    }

    /** {@return whether the move to a new primary may come before the sentinels confirm it (clause F9); by default true} */
    public boolean earlyMove() {
        return settings.earlyMove;
    }

    /** {@return the time between questions to each sentinel (clause F5); by default 1 s} */
    public Duration sentinelPollInterval() {
        return settings.sentinelPollInterval;
    }

    /** {@return the time between looks at the cluster's slot map where nothing calls for one (clause C12); by default 10 s} */
    public Duration clusterRefreshInterval() {
        return settings.clusterRefreshInterval;
    }

    /** {@return the time between heartbeats over the bus of a cluster (clause P14); null, the default, for none} */
    public @Nullable Duration clusterBusHeartbeat() {
        return settings.clusterBusHeartbeat;
    }

    /** {@return what translates the addresses that servers announce (clause C14); by default the identity} */
    public AddressMapper addressMapper() {
        return settings.addressMapper;
    }

    /** {@return what a start without a reachable server does (clause C13); by default {@link StartMode#FAIL_FAST}} */
    public StartMode startMode() {
        return settings.startMode;
    }

    /** {@return the commands that a proxy in front of the data nodes lacks (clause C15), in upper case; by default none} */
    public Set<String> missingCommands() {
        return settings.missingCommands;
    }

    /** {@return where stages complete (clause C17), or null for a thread of the core or the driver} */
    public @Nullable Executor callbackExecutor() {
        return settings.callbackExecutor;
    }

    /** {@return what was wrong in the environment, in words without a secret, or null if nothing was} */
    public @Nullable String fallbackReason() {
        return settings.fallbackReason;
    }

    /** Returns every setting by its name, without a secret. */
    @Override
    public String toString() {
        return settings.toString();
    }

    /** Reads the environment and throws where {@link RedisConfig#fromEnvironment()} would fall back. */
    public static final class Strict {

        private static final Strict INSTANCE = new Strict();

        private Strict() {}

        /**
         * Reads the environment variables of this process.
         *
         * @return the configuration
         * @throws RedisConfigException if anything is missing, malformed or contradictory; the message names everything
         */
        public RedisConfig fromEnvironment() {
            return fromEnvironment(System.getenv());
        }

        /**
         * Reads environment variables; see {@link RedisConfig#fromEnvironment(Map)}.
         *
         * @param variables the variables by name
         * @return the configuration
         * @throws RedisConfigException if anything is missing, malformed or contradictory; the message names everything
         */
        public RedisConfig fromEnvironment(Map<String, String> variables) {
            return new EnvironmentSettings(variables).strictly();
        }
    }

    /**
     * Collects settings; each method checks its argument at once. Not thread-safe.
     *
     * @since 0.1.0
     */
    public static final class Builder extends PlaceSetters<Builder> {

        private Builder(Settings settings) {
            super(settings);
        }

        @Override
        Builder self() {
            return this;
        }

        Builder fallbackReason(@Nullable String reason) {
            settings.fallbackReason = reason;
            return this;
        }

        /**
         * Returns the configuration.
         *
         * @return the configuration
         * @throws RedisConfigException if settings contradict one another; the message names them
         */
        public RedisConfig build() {
            return new RedisConfig(settings.checked());
        }
    }
}
