package org.rf4j;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private static final CredentialsProvider NO_CREDENTIALS = CredentialsProvider.fixed(null);

    private final Mode mode;
    private final Endpoint endpoint;
    private final List<Endpoint> sentinels;
    private final String sentinelName;
    private final CredentialsProvider credentials;
    private final CredentialsProvider sentinelCredentials;
    private final int database;
    private final @Nullable String clientName;
    private final @Nullable TlsOptions tls;
    private final boolean sentinelTlsFollows;
    private final @Nullable TlsOptions sentinelTls;
    private final Protocol protocol;
    private final @Nullable String provider;
    private final Duration connectTimeout;
    private final Duration commandTimeout;
    private final Duration startupTimeout;
    private final Duration closeTimeout;
    private final Backoff backoff;
    private final RetryPolicy retryPolicy;
    private final int maxParkedCalls;
    private final long maxParkedBytes;
    private final Duration healthInterval;
    private final Duration livenessInterval;
    private final Duration livenessTimeout;
    private final boolean earlyMove;
    private final Duration sentinelPollInterval;
    private final @Nullable Executor callbackExecutor;
    private final @Nullable String fallbackReason;

    private RedisConfig(Builder builder, Mode mode) {
        this.mode = mode;
        this.endpoint = builder.endpoint == null ? DEFAULT_ENDPOINT : builder.endpoint;
        this.sentinels = builder.sentinels;
        this.sentinelName = builder.sentinelName;
        this.credentials = builder.credentials;
        this.sentinelCredentials = builder.sentinelCredentials;
        this.database = builder.database;
        this.clientName = builder.clientName;
        this.tls = builder.tls;
        this.sentinelTlsFollows = builder.sentinelTlsFollows;
        this.sentinelTls = builder.sentinelTlsFollows ? builder.tls : builder.sentinelTls;
        this.protocol = builder.protocol;
        this.provider = builder.provider;
        this.connectTimeout = builder.connectTimeout;
        this.commandTimeout = builder.commandTimeout;
        this.startupTimeout = builder.startupTimeout;
        this.closeTimeout = builder.closeTimeout;
        this.backoff = builder.backoff;
        this.retryPolicy = builder.retryPolicy;
        this.maxParkedCalls = builder.maxParkedCalls;
        this.maxParkedBytes = builder.maxParkedBytes;
        this.healthInterval = builder.healthInterval;
        this.livenessInterval = builder.livenessInterval;
        this.livenessTimeout = builder.livenessTimeout;
        this.earlyMove = builder.earlyMove;
        this.sentinelPollInterval = builder.sentinelPollInterval;
        this.callbackExecutor = builder.callbackExecutor;
        this.fallbackReason = builder.fallbackReason;
    }

    /**
     * Returns a builder with the defaults: one server at {@code localhost:6379}.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads a URI, one of
     *
     * <pre>
     * redis://[user:password@]host[:port][/db][?options]
     * rediss://…                                  the same with TLS
     * redis-sentinel://[user:password@]host[:port],host[:port],…[/db][?options][#name]
     * rediss-sentinel://…                         the same with TLS, to the sentinels as well
     * </pre>
     *
     * <p>A password alone is {@code :password@}; a user without a colon is refused, since some clients read it as a user
     * and some as a password. An empty user means the default one, and {@code :@} no credentials. User and password are
     * those of the data nodes; the sentinels' are options. Both are percent-encoded: {@code %40} for {@code @}, {@code
     * %2F} for {@code /}, {@code %3A} for {@code :} in the user, {@code %23} for {@code #}, {@code %3F} for {@code ?},
     * {@code %25} for {@code %}, and with sentinels {@code %2C} for a comma. An IPv6 address stands in brackets. Ports
     * default to 6379, for sentinels to 26379. The name of the primary is the fragment or the option {@code
     * sentinelName}, by default {@code mymaster}.
     *
     * <p>Options, each at most once: {@code db}, {@code clientName}, {@code protocol} ({@code 2} or {@code 3}),
     * {@code provider}, {@code verifyHost} (with TLS; {@code true} or {@code false}), {@code connectTimeout},
     * {@code commandTimeout} (or {@code timeout}), {@code startupTimeout}, {@code closeTimeout},
     * {@code healthInterval}, {@code livenessInterval}, {@code livenessTimeout}, {@code retryPolicy} ({@code never},
     * {@code safe} or {@code all}), {@code maxParkedCalls}, {@code maxParkedBytes}; and for the sentinel schemes
     * {@code sentinelName}, {@code sentinelUsername}, {@code sentinelPassword}, {@code sentinelPollInterval},
     * {@code earlyMove}. A time has a unit: {@code 500ms}, {@code 2s}, {@code 1m}, {@code 1h}, or {@code PT2S}.
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
     *   <li>{@code REDIS_MODE}: {@code single} or {@code sentinel}; by default what {@code REDIS_URL} says, else single
     *   <li>{@code REDIS_URL}: see {@link #fromUri}
     *   <li>{@code REDIS_SENTINELS}: {@code host:port,host:port}; {@code REDIS_SENTINEL_NAME}: by default {@code mymaster}
     *   <li>{@code REDIS_USERNAME}, {@code REDIS_PASSWORD}, {@code REDIS_SENTINEL_USERNAME}, {@code
     *       REDIS_SENTINEL_PASSWORD}
     *   <li>{@code REDIS_DB}, {@code REDIS_CLIENT_NAME}
     *   <li>{@code REDIS_TLS}: {@code true} or {@code false} (also {@code yes}, {@code on}, {@code 1}, …)
     *   <li>{@code REDIS_PROVIDER}; the system property {@code rf4j.provider} goes before it
     * </ul>
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
     *       REDIS_SENTINEL_…}) are malformed: single mode, at the address in {@code REDIS_URL} if that is usable, else at
     *       {@code localhost:6379}
     *   <li>{@code REDIS_URL} malformed: as if it were unset
     *   <li>{@code REDIS_DB}, {@code REDIS_CLIENT_NAME}, {@code REDIS_PROVIDER} malformed, or {@code REDIS_USERNAME}
     *       without any password: as if it were unset; the mode stays
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
        return new Builder(this);
    }

    /** {@return how the servers are deployed} */
    public Mode mode() {
        return mode;
    }

    /** {@return the server of {@link Mode#SINGLE}, by default {@code localhost:6379}; unused in other modes} */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** {@return the sentinels to begin with, each once; unused in {@link Mode#SINGLE}} */
    public List<Endpoint> sentinels() {
        return sentinels;
    }

    /** {@return the name by which the sentinels know the primary, by default {@code mymaster}} */
    public String sentinelName() {
        return sentinelName;
    }

    /** {@return what gives the credentials for the data nodes (clause C11); by default it gives none} */
    public CredentialsProvider credentials() {
        return credentials;
    }

    /** {@return what gives the credentials for the sentinels; by default it gives none} */
    public CredentialsProvider sentinelCredentials() {
        return sentinelCredentials;
    }

    /** {@return the number of the database, by default 0} */
    public int database() {
        return database;
    }

    /** {@return the name that connections give themselves, or null for none} */
    public @Nullable String clientName() {
        return clientName;
    }

    /** {@return how connections to data nodes are encrypted, or null for plain TCP} */
    public @Nullable TlsOptions tls() {
        return tls;
    }

    /** {@return how connections to sentinels are encrypted, by default as {@link #tls()}, or null for plain TCP} */
    public @Nullable TlsOptions sentinelTls() {
        return sentinelTls;
    }

    /** {@return the protocol, by default RESP2} */
    public Protocol protocol() {
        return protocol;
    }

    /** {@return the name of the provider to use, or null if the class path decides} */
    public @Nullable String provider() {
        return provider;
    }

    /** {@return the limit of one attempt to connect, handshake included; by default 2 s} */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** {@return the limit of a call, parked time and every attempt included (clause C2); by default 2 s} */
    public Duration commandTimeout() {
        return commandTimeout;
    }

    /** {@return the limit of the whole of {@code Redis.connect} (clause C1); by default 10 s} */
    public Duration startupTimeout() {
        return startupTimeout;
    }

    /** {@return how long closing waits for calls in flight (clause C8); by default 2 s} */
    public Duration closeTimeout() {
        return closeTimeout;
    }

    /** {@return the pauses between attempts to connect (clause C7); by default 50 ms to 2 s} */
    public Backoff backoff() {
        return backoff;
    }

    /** {@return which calls of unknown outcome are sent again (clause C6); by default those that are safe} */
    public RetryPolicy retryPolicy() {
        return retryPolicy;
    }

    /** {@return how many calls may be parked (clause C5); by default 10,000} */
    public int maxParkedCalls() {
        return maxParkedCalls;
    }

    /** {@return how many bytes the parked calls may hold together (clause C5); by default 64 MiB} */
    public long maxParkedBytes() {
        return maxParkedBytes;
    }

    /** {@return the time between health checks (clause F6); by default 30 s} */
    public Duration healthInterval() {
        return healthInterval;
    }

    /** {@return the time between pings on an idle subscriber connection (clause P12); by default 1 s} */
    public Duration livenessInterval() {
        return livenessInterval;
    }

    /** {@return how long such a ping may stay unanswered before the connection is replaced; by default 1 s} */
    public Duration livenessTimeout() {
        return livenessTimeout;
    }

    /** {@return whether the move to a new primary may come before the sentinels confirm it (clause F9); by default true} */
    public boolean earlyMove() {
        return earlyMove;
    }

    /** {@return the time between questions to each sentinel (clause F5); by default 1 s} */
    public Duration sentinelPollInterval() {
        return sentinelPollInterval;
    }

    /** {@return where stages complete (clause C17), or null for a thread of the core or the driver} */
    public @Nullable Executor callbackExecutor() {
        return callbackExecutor;
    }

    /** {@return what was wrong in the environment, in words without a secret, or null if nothing was} */
    public @Nullable String fallbackReason() {
        return fallbackReason;
    }

    /** Returns every setting by its name, without a secret. */
    @Override
    public String toString() {
        return "RedisConfig[mode=" + mode
                + ", endpoint=" + endpoint
                + ", sentinels=" + sentinels
                + ", sentinelName=" + sentinelName
                + ", credentials=" + shown(credentials)
                + ", sentinelCredentials=" + shown(sentinelCredentials)
                + ", database=" + database
                + ", clientName=" + clientName
                + ", tls=" + tls
                + ", sentinelTls=" + sentinelTls
                + ", protocol=" + protocol
                + ", provider=" + provider
                + ", connectTimeout=" + connectTimeout
                + ", commandTimeout=" + commandTimeout
                + ", startupTimeout=" + startupTimeout
                + ", closeTimeout=" + closeTimeout
                + ", backoff=" + backoff
                + ", retryPolicy=" + retryPolicy
                + ", maxParkedCalls=" + maxParkedCalls
                + ", maxParkedBytes=" + maxParkedBytes
                + ", healthInterval=" + healthInterval
                + ", livenessInterval=" + livenessInterval
                + ", livenessTimeout=" + livenessTimeout
                + ", earlyMove=" + earlyMove
                + ", sentinelPollInterval=" + sentinelPollInterval
                + ", callbackExecutor=" + (callbackExecutor == null ? "none" : "set")
                + ", fallbackReason=" + fallbackReason + "]";
    }

    private static String shown(CredentialsProvider credentials) {
        return credentials == NO_CREDENTIALS ? "none" : "***";
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
    public static final class Builder {

        private @Nullable Mode mode;
        private @Nullable Endpoint endpoint;
        private List<Endpoint> sentinels = List.of();
        private String sentinelName = "mymaster";
        private CredentialsProvider credentials = NO_CREDENTIALS;
        private CredentialsProvider sentinelCredentials = NO_CREDENTIALS;
        private int database;
        private @Nullable String clientName;
        private @Nullable TlsOptions tls;
        private boolean sentinelTlsFollows = true;
        private @Nullable TlsOptions sentinelTls;
        private Protocol protocol = Protocol.RESP2;
        private @Nullable String provider;
        private Duration connectTimeout = Duration.ofSeconds(2);
        private Duration commandTimeout = Duration.ofSeconds(2);
        private Duration startupTimeout = Duration.ofSeconds(10);
        private Duration closeTimeout = Duration.ofSeconds(2);
        private Backoff backoff = Backoff.standard();
        private RetryPolicy retryPolicy = RetryPolicy.SAFE;
        private int maxParkedCalls = 10_000;
        private long maxParkedBytes = 64L << 20;
        private Duration healthInterval = Duration.ofSeconds(30);
        private Duration livenessInterval = Duration.ofSeconds(1);
        private Duration livenessTimeout = Duration.ofSeconds(1);
        private boolean earlyMove = true;
        private Duration sentinelPollInterval = Duration.ofSeconds(1);
        private @Nullable Executor callbackExecutor;
        private @Nullable String fallbackReason;

        private Builder() {}

        private Builder(RedisConfig config) {
            this.mode = config.mode;
            this.endpoint = config.endpoint;
            this.sentinels = config.sentinels;
            this.sentinelName = config.sentinelName;
            this.credentials = config.credentials;
            this.sentinelCredentials = config.sentinelCredentials;
            this.database = config.database;
            this.clientName = config.clientName;
            this.tls = config.tls;
            this.sentinelTlsFollows = config.sentinelTlsFollows;
            this.sentinelTls = config.sentinelTls;
            this.protocol = config.protocol;
            this.provider = config.provider;
            this.connectTimeout = config.connectTimeout;
            this.commandTimeout = config.commandTimeout;
            this.startupTimeout = config.startupTimeout;
            this.closeTimeout = config.closeTimeout;
            this.backoff = config.backoff;
            this.retryPolicy = config.retryPolicy;
            this.maxParkedCalls = config.maxParkedCalls;
            this.maxParkedBytes = config.maxParkedBytes;
            this.healthInterval = config.healthInterval;
            this.livenessInterval = config.livenessInterval;
            this.livenessTimeout = config.livenessTimeout;
            this.earlyMove = config.earlyMove;
            this.sentinelPollInterval = config.sentinelPollInterval;
            this.callbackExecutor = config.callbackExecutor;
            this.fallbackReason = config.fallbackReason;
        }

        /**
         * Says how the servers are deployed. Without it the mode follows from what is given: an endpoint or sentinels.
         *
         * @param mode the mode; the settings of the other one are then kept and not used
         * @return this builder
         */
        public Builder mode(Mode mode) {
            this.mode = Objects.requireNonNull(mode, "mode");
            return this;
        }

        /**
         * Sets the server of {@link Mode#SINGLE}.
         *
         * @param endpoint its address
         * @return this builder
         */
        public Builder endpoint(Endpoint endpoint) {
            this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
            return this;
        }

        /**
         * Sets the server of {@link Mode#SINGLE}.
         *
         * @param host host name, IPv4 address, or IPv6 address without brackets
         * @param port TCP port, 1 to 65535
         * @return this builder
         */
        public Builder endpoint(String host, int port) {
            return endpoint(new Endpoint(host, port));
        }

        /**
         * Sets the sentinels of {@link Mode#SENTINEL}, in place of those given before. One that answers is enough; the
         * others are learned from it.
         *
         * @param sentinels their addresses; one that comes twice is taken once
         * @return this builder
         */
        public Builder sentinels(List<Endpoint> sentinels) {
            this.sentinels = List.copyOf(new LinkedHashSet<>(sentinels));
            return this;
        }

        /**
         * Adds a sentinel of {@link Mode#SENTINEL}.
         *
         * @param host host name, IPv4 address, or IPv6 address without brackets
         * @param port TCP port, 1 to 65535; commonly 26379
         * @return this builder
         */
        public Builder sentinel(String host, int port) {
            LinkedHashSet<Endpoint> more = new LinkedHashSet<>(sentinels);
            more.add(new Endpoint(host, port));
            this.sentinels = List.copyOf(more);
            return this;
        }

        /**
         * Sets the name by which the sentinels know the primary.
         *
         * @param name the name, without white space
         * @return this builder
         */
        public Builder sentinelName(String name) {
            this.sentinelName = SettingChecks.sentinelName(name);
            return this;
        }

        /**
         * Sets what gives the credentials for the data nodes; asked at each new connection (clause C11).
         *
         * @param credentials the provider
         * @return this builder
         */
        public Builder credentials(CredentialsProvider credentials) {
            this.credentials = Objects.requireNonNull(credentials, "credentials");
            return this;
        }

        /**
         * Sets fixed credentials for the data nodes.
         *
         * @param credentials the credentials
         * @return this builder
         */
        public Builder credentials(Credentials credentials) {
            return credentials(CredentialsProvider.fixed(Objects.requireNonNull(credentials, "credentials")));
        }

        /**
         * Sets a fixed password for the default user of the data nodes.
         *
         * @param password the password
         * @return this builder
         */
        public Builder password(String password) {
            return credentials(Credentials.of(password));
        }

        /**
         * Sets what gives the credentials for the sentinels; asked at each new connection.
         *
         * @param credentials the provider
         * @return this builder
         */
        public Builder sentinelCredentials(CredentialsProvider credentials) {
            this.sentinelCredentials = Objects.requireNonNull(credentials, "credentials");
            return this;
        }

        /**
         * Sets fixed credentials for the sentinels.
         *
         * @param credentials the credentials
         * @return this builder
         */
        public Builder sentinelCredentials(Credentials credentials) {
            return sentinelCredentials(CredentialsProvider.fixed(Objects.requireNonNull(credentials, "credentials")));
        }

        /**
         * Sets the database.
         *
         * @param database its number, not negative
         * @return this builder
         */
        public Builder database(int database) {
            this.database = SettingChecks.database(database);
            return this;
        }

        /**
         * Sets the name that connections give themselves with {@code CLIENT SETNAME}.
         *
         * @param clientName printable ASCII without spaces, or null for none
         * @return this builder
         */
        public Builder clientName(@Nullable String clientName) {
            this.clientName = clientName == null ? null : SettingChecks.clientName(clientName);
            return this;
        }

        /**
         * Encrypts the connections to data nodes, and those to sentinels unless {@link #sentinelTls} says otherwise.
         *
         * @param tls how to, or null for plain TCP
         * @return this builder
         */
        public Builder tls(@Nullable TlsOptions tls) {
            this.tls = tls;
            return this;
        }

        /**
         * Encrypts the connections to sentinels in a way of their own.
         *
         * @param tls how to, or null for plain TCP
         * @return this builder
         */
        public Builder sentinelTls(@Nullable TlsOptions tls) {
            this.sentinelTls = tls;
            this.sentinelTlsFollows = false;
            return this;
        }

        /**
         * Sets the protocol.
         *
         * @param protocol the protocol; RESP3 needs a provider with {@link Capability#RESP3}
         * @return this builder
         */
        public Builder protocol(Protocol protocol) {
            this.protocol = Objects.requireNonNull(protocol, "protocol");
            return this;
        }

        /**
         * Chooses the provider. Goes before the system property {@code rf4j.provider} and the variable {@code
         * REDIS_PROVIDER}.
         *
         * @param provider its name in any case, like {@code lettuce}; null leaves it to them and to the class path
         * @return this builder
         */
        public Builder provider(@Nullable String provider) {
            this.provider = provider == null ? null : SettingChecks.provider(provider);
            return this;
        }

        /**
         * Sets the limit of one attempt to connect, handshake included.
         *
         * @param timeout 1 ms to 24 days
         * @return this builder
         */
        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = SettingChecks.duration("connectTimeout", timeout);
            return this;
        }

        /**
         * Sets the limit of a call, parked time and every attempt included; {@link CallOptions} can change it per call.
         *
         * @param timeout 1 ms to 24 days
         * @return this builder
         */
        public Builder commandTimeout(Duration timeout) {
            this.commandTimeout = SettingChecks.duration("commandTimeout", timeout);
            return this;
        }

        /**
         * Sets the limit of the whole of {@code Redis.connect}.
         *
         * @param timeout 1 ms to 24 days
         * @return this builder
         */
        public Builder startupTimeout(Duration timeout) {
            this.startupTimeout = SettingChecks.duration("startupTimeout", timeout);
            return this;
        }

        /**
         * Sets how long closing waits for calls in flight.
         *
         * @param timeout 1 ms to 24 days
         * @return this builder
         */
        public Builder closeTimeout(Duration timeout) {
            this.closeTimeout = SettingChecks.duration("closeTimeout", timeout);
            return this;
        }

        /**
         * Sets the pauses between attempts to connect.
         *
         * @param backoff the pauses, none longer than 24 days
         * @return this builder
         */
        public Builder backoff(Backoff backoff) {
            SettingChecks.duration("the longest pause of backoff", backoff.longest());
            this.backoff = backoff;
            return this;
        }

        /**
         * Says which calls of unknown outcome are sent again.
         *
         * @param policy the policy
         * @return this builder
         */
        public Builder retryPolicy(RetryPolicy policy) {
            this.retryPolicy = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Sets how many calls may be parked while the primary is away.
         *
         * @param calls the number; 0 for none: every call then fails at once
         * @return this builder
         */
        public Builder maxParkedCalls(int calls) {
            this.maxParkedCalls = (int) SettingChecks.notNegative("maxParkedCalls", calls);
            return this;
        }

        /**
         * Sets how many bytes the parked calls may hold together.
         *
         * @param bytes the number
         * @return this builder
         */
        public Builder maxParkedBytes(long bytes) {
            this.maxParkedBytes = SettingChecks.notNegative("maxParkedBytes", bytes);
            return this;
        }

        /**
         * Sets the time between health checks.
         *
         * @param interval 1 ms to 24 days
         * @return this builder
         */
        public Builder healthInterval(Duration interval) {
            this.healthInterval = SettingChecks.duration("healthInterval", interval);
            return this;
        }

        /**
         * Sets the time between pings on an idle subscriber connection. A dead connection is found within this interval
         * plus {@link #livenessTimeout}.
         *
         * @param interval 1 ms to 24 days
         * @return this builder
         */
        public Builder livenessInterval(Duration interval) {
            this.livenessInterval = SettingChecks.duration("livenessInterval", interval);
            return this;
        }

        /**
         * Sets how long a ping may stay unanswered before the connection is replaced.
         *
         * @param timeout 1 ms to 24 days
         * @return this builder
         */
        public Builder livenessTimeout(Duration timeout) {
            this.livenessTimeout = SettingChecks.duration("livenessTimeout", timeout);
            return this;
        }

        /**
         * Says whether the move to a new primary may come before a majority of sentinels confirms it (clause F9).
         *
         * @param earlyMove false to wait for the majority, about a second longer at each failover
         * @return this builder
         */
        public Builder earlyMove(boolean earlyMove) {
            this.earlyMove = earlyMove;
            return this;
        }

        /**
         * Sets the time between questions to each sentinel.
         *
         * @param interval 1 ms to 24 days
         * @return this builder
         */
        public Builder sentinelPollInterval(Duration interval) {
            this.sentinelPollInterval = SettingChecks.duration("sentinelPollInterval", interval);
            return this;
        }

        /**
         * Sets where stages complete.
         *
         * @param executor the executor, or null for a thread of the core or the driver
         * @return this builder
         */
        public Builder callbackExecutor(@Nullable Executor executor) {
            this.callbackExecutor = executor;
            return this;
        }

        Builder fallbackReason(@Nullable String reason) {
            this.fallbackReason = reason;
            return this;
        }

        /**
         * Returns the configuration.
         *
         * @return the configuration
         * @throws RedisConfigException if settings contradict one another; the message names them
         */
        public RedisConfig build() {
            if (mode == null && endpoint != null && !sentinels.isEmpty()) {
                throw new RedisConfigException(
                        "endpoint(…) and sentinels(…) are both given; drop one, or choose with mode(…)", null);
            }
            Mode chosen = mode != null ? mode : sentinels.isEmpty() ? Mode.SINGLE : Mode.SENTINEL;
            if (chosen == Mode.SENTINEL && sentinels.isEmpty()) {
                throw new RedisConfigException(
                        "mode(SENTINEL) needs at least one sentinel; add sentinel(\"host\", 26379)", null);
            }
            return new RedisConfig(this, chosen);
        }
    }
}
