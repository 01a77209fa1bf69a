package org.rf4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.rf4j.internal.Guide;

/**
 * The values behind {@link RedisConfig} and its builder, with their defaults. The builder changes its own; a configuration
 * has a copy that nobody changes any more.
 */
final class Settings implements Cloneable {

    static final CredentialsProvider NO_CREDENTIALS = CredentialsProvider.fixed(null);

    @Nullable Mode mode;

    @Nullable Endpoint endpoint;

    List<Endpoint> sentinels = List.of();
    String sentinelName = "mymaster";
    List<Endpoint> clusterNodes = List.of();
    CredentialsProvider credentials = NO_CREDENTIALS;
    CredentialsProvider sentinelCredentials = NO_CREDENTIALS;
    int database;

    @Nullable String clientName;

    @Nullable TlsOptions tls;

    boolean sentinelTlsFollows = true;

    @Nullable TlsOptions sentinelTls;

    Protocol protocol = Protocol.RESP2;

    @Nullable String provider;

    Duration connectTimeout = Duration.ofSeconds(2);
    Duration commandTimeout = Duration.ofSeconds(2);
    Duration startupTimeout = Duration.ofSeconds(10);
    Duration closeTimeout = Duration.ofSeconds(2);
    Backoff backoff = Backoff.standard();
    RetryPolicy retryPolicy = RetryPolicy.SAFE;
    int maxParkedCalls = 10_000;
    long maxParkedBytes = 64L << 20;
    Duration healthInterval = Duration.ofSeconds(30);
    Duration livenessInterval = Duration.ofSeconds(1);
    Duration livenessTimeout = Duration.ofSeconds(1);
    boolean earlyMove = true;
    Duration sentinelPollInterval = Duration.ofSeconds(1);
    Duration clusterRefreshInterval = Duration.ofSeconds(10);

    @Nullable Duration clusterBusHeartbeat;

    AddressMapper addressMapper = AddressMapper.identity();
    StartMode startMode = StartMode.FAIL_FAST;
    Set<String> missingCommands = Set.of();

    @Nullable Executor callbackExecutor;

    @Nullable String fallbackReason;

    Endpoint endpoint() {
        return endpoint == null ? RedisConfig.DEFAULT_ENDPOINT : endpoint;
    }

    @Nullable TlsOptions sentinelTls() {
        return sentinelTlsFollows ? tls : sentinelTls;
    }

    /** Returns a copy. A field that is added later cannot be forgotten in it; all of them hold immutable values. */
    Settings copy() {
        try {
            return (Settings) super.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /**
     * Returns a copy with the mode that follows from what is given.
     *
     * @throws RedisConfigException if settings contradict one another
     */
    Settings checked() {
        Mode chosen = chosenMode();
        if (chosen == Mode.SENTINEL && sentinels.isEmpty()) {
            throw wrong("mode(SENTINEL) needs at least one sentinel; add sentinel(\"host\", 26379)");
        }
        if (chosen == Mode.CLUSTER && clusterNodes.isEmpty()) {
            throw wrong("mode(CLUSTER) needs at least one node; add clusterNode(\"host\", 6379)");
        }
        if (chosen == Mode.CLUSTER && database != 0) {
            throw wrong("database " + database + " is given and a cluster has database 0 alone; give 0, or none");
        }
        if (database != 0 && missingCommands.contains("SELECT")) {
            throw wrong("database " + database + " is given and SELECT is declared missing; use database 0, or drop"
                    + " SELECT from missingCommands(…)");
        }
        if (protocol == Protocol.RESP3 && missingCommands.contains("HELLO")) {
            throw wrong("protocol(RESP3) needs HELLO, which is declared missing; use RESP2, or drop HELLO from"
                    + " missingCommands(…)");
        }
        Settings checked = copy();
        checked.mode = chosen;
        return checked;
    }

    private static RedisConfigException wrong(String message) {
        return new RedisConfigException(Guide.CONFIGURATION.after(message), null);
    }

    private Mode chosenMode() {
        if (mode != null && mode != Mode.AUTO) {
            return mode;
        }
        List<String> given = new ArrayList<>();
        if (endpoint != null) {
            given.add("endpoint(…)");
        }
        if (!sentinels.isEmpty()) {
            given.add("sentinels(…)");
        }
        if (!clusterNodes.isEmpty()) {
            given.add("clusterNodes(…)");
        }
        if (given.size() > 1) {
            throw wrong(String.join(" and ", given) + " are given together; keep one, or choose with mode(…)");
        }
        if (!sentinels.isEmpty()) {
            return Mode.SENTINEL;
        }
        if (!clusterNodes.isEmpty()) {
            return Mode.CLUSTER;
        }
        return mode == Mode.AUTO ? Mode.AUTO : Mode.SINGLE;
    }

    /** Returns every setting by its name, without a secret. */
    @Override
    public String toString() {
        return "RedisConfig[mode=" + mode
                + ", endpoint=" + endpoint()
                + ", sentinels=" + sentinels
                + ", sentinelName=" + sentinelName
                + ", clusterNodes=" + clusterNodes
                + ", credentials=" + shown(credentials)
                + ", sentinelCredentials=" + shown(sentinelCredentials)
                + ", database=" + database
                + ", clientName=" + clientName
                + ", tls=" + tls
                + ", sentinelTls=" + sentinelTls()
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
                + ", clusterRefreshInterval=" + clusterRefreshInterval
                + ", clusterBusHeartbeat=" + (clusterBusHeartbeat == null ? "off" : clusterBusHeartbeat)
                + ", addressMapper=" + (addressMapper == AddressMapper.identity() ? "identity" : "set")
                + ", startMode=" + startMode
                + ", missingCommands=" + missingCommands
                + ", callbackExecutor=" + (callbackExecutor == null ? "none" : "set")
                + ", fallbackReason=" + fallbackReason + "]";
    }

    private static String shown(CredentialsProvider credentials) {
        return credentials == NO_CREDENTIALS ? "none" : "***";
    }
}
