package org.rf4j.tck.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The size and the timers of a {@link SentinelDeployment}. Immutable.
 *
 * <p>The defaults: one primary, two replicas, three sentinels, the name {@code mymaster}, a primary held for down
 * after 1 s, a failover timeout of 3 s, a ping every 250 ms.
 */
public final class SentinelDeploymentSettings {

    private final String name;
    private final int replicas;
    private final int sentinels;
    private final Duration downAfter;
    private final Duration failoverTimeout;
    private final Duration pingPeriod;
    private final RedisProcessSettings node;
    private final RedisProcessSettings sentinel;

    private SentinelDeploymentSettings(Builder builder) {
        this.name = builder.name;
        this.replicas = builder.replicas;
        this.sentinels = builder.sentinels;
        this.downAfter = builder.downAfter;
        this.failoverTimeout = builder.failoverTimeout;
        this.pingPeriod = builder.pingPeriod;
        this.node = builder.node.build();
        this.sentinel = builder.sentinel.build();
    }

    /** Returns a builder that holds the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the name under which the sentinels know the primary. */
    public String name() {
        return name;
    }

    /** Returns the number of replicas. */
    public int replicas() {
        return replicas;
    }

    /** Returns the number of sentinels. */
    public int sentinels() {
        return sentinels;
    }

    /** Returns how long a server must be silent for a sentinel to hold it for down. */
    public Duration downAfter() {
        return downAfter;
    }

    /** Returns the failover timeout of the sentinels. */
    public Duration failoverTimeout() {
        return failoverTimeout;
    }

    /** Returns how often a sentinel pings each server. */
    public Duration pingPeriod() {
        return pingPeriod;
    }

    int quorum() {
        return sentinels / 2 + 1;
    }

    RedisProcessSettings primaryNode() {
        return named(node, "primary").build();
    }

    RedisProcessSettings replicaNode(int number, NodeAddress primary) {
        return named(node, "replica-" + number)
                .directive("replicaof", primary.host() + " " + primary.port())
                .build();
    }

    RedisProcessSettings sentinelNode(int number) {
        return named(sentinel, "sentinel-" + number).build();
    }

    /** Returns the settings of a sentinel that has been told everything it would find out otherwise. */
    RedisProcessSettings sentinelNode(
            int number,
            String id,
            NodeAddress primary,
            List<NodeAddress> replicaAddresses,
            Map<String, NodeAddress> otherSentinels,
            long epoch) {
        RedisProcessSettings.Builder settings = named(sentinel, "sentinel-" + number);
        List<String> lines = new ArrayList<>();
        lines.add("myid " + id);
        lines.add("monitor " + name + " " + primary.host() + " " + primary.port() + " " + quorum());
        lines.add("down-after-milliseconds " + name + " " + downAfter.toMillis());
        lines.add("failover-timeout " + name + " " + failoverTimeout.toMillis());
        lines.add("parallel-syncs " + name + " " + Math.max(1, replicas));
        if (node.password() != null) {
            if (node.user() != null) {
                lines.add("auth-user " + name + " " + node.user());
            }
            lines.add("auth-pass " + name + " " + node.password());
        }
        lines.add("current-epoch " + epoch);
        lines.add("config-epoch " + name + " " + epoch);
        lines.add("leader-epoch " + name + " " + epoch);
        replicaAddresses.forEach(
                replica -> lines.add("known-replica " + name + " " + replica.host() + " " + replica.port()));
        otherSentinels.forEach((otherId, other) ->
                lines.add("known-sentinel " + name + " " + other.host() + " " + other.port() + " " + otherId));
        lines.forEach(line -> settings.addDirective("sentinel", line));
        return settings.build();
    }

    private static RedisProcessSettings.Builder named(RedisProcessSettings template, String role) {
        return template.toBuilder().role(role);
    }

    /** Collects {@link SentinelDeploymentSettings}. Not thread-safe. */
    public static final class Builder {

        private String name = "mymaster";
        private int replicas = 2;
        private int sentinels = 3;
        private Duration downAfter = Duration.ofSeconds(1);
        private Duration failoverTimeout = Duration.ofSeconds(3);
        private Duration pingPeriod = Duration.ofMillis(250);
        private final RedisProcessSettings.Builder node = RedisProcessSettings.builder("node")
                .inMemory()
                .directive("repl-diskless-sync", "yes")
                .directive("repl-diskless-sync-delay", "0");
        private final RedisProcessSettings.Builder sentinel =
                RedisProcessSettings.builder("sentinel").sentinel().inMemory();

        private Builder() {}

        /** Sets the name under which the sentinels know the primary. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** Sets the number of replicas, at least 1. */
        public Builder replicas(int replicas) {
            this.replicas = atLeastOne(replicas, "replicas");
            return this;
        }

        /** Sets the number of sentinels, at least 1; a majority of them decides. */
        public Builder sentinels(int sentinels) {
            this.sentinels = atLeastOne(sentinels, "sentinels");
            return this;
        }

        /** Sets how long a server must be silent for a sentinel to hold it for down. */
        public Builder downAfter(Duration downAfter) {
            this.downAfter = Objects.requireNonNull(downAfter, "downAfter");
            return this;
        }

        /** Sets the failover timeout of the sentinels. */
        public Builder failoverTimeout(Duration failoverTimeout) {
            this.failoverTimeout = Objects.requireNonNull(failoverTimeout, "failoverTimeout");
            return this;
        }

        /**
         * Sets how often a sentinel pings each server; 250 ms if not set. With Redis's own second, a primary that
         * freezes, or dies within a second after the sentinels were started, is held for down up to a second later
         * than {@linkplain #downAfter(Duration) it has to be}. Below 250 ms the sentinels hold what they know about
         * replicas for stale too soon, and may find none to promote. Takes effect on Redis 7.0 and newer.
         */
        public Builder pingPeriod(Duration pingPeriod) {
            this.pingPeriod = Objects.requireNonNull(pingPeriod, "pingPeriod");
            return this;
        }

        /** Adds a line to the configuration of every server that holds data. */
        public Builder nodeDirective(String directive, String value) {
            node.addDirective(directive, value);
            return this;
        }

        /** Adds a line to the configuration of every sentinel. */
        public Builder sentinelDirective(String directive, String value) {
            sentinel.addDirective(directive, value);
            return this;
        }

        /**
         * Sets the credentials with which the fixture and the sentinels talk to the servers that hold data; these are
         * not told of them, see the directives {@code requirepass}, {@code masterauth} and {@code user}.
         *
         * @param user the user, {@code null} for the default one
         */
        public Builder nodeCredentials(@Nullable String user, String password) {
            node.credentials(user, password);
            return this;
        }

        /**
         * Sets the credentials with which the fixture talks to the sentinels; these are not told of them.
         *
         * @param user the user, {@code null} for the default one
         */
        public Builder sentinelCredentials(@Nullable String user, String password) {
            sentinel.credentials(user, password);
            return this;
        }

        /**
         * Has all servers and sentinels speak TLS, to clients and among one another; see
         * {@link RedisProcessSettings.Builder#tls}.
         */
        public Builder tls(TlsMaterial material) {
            node.tls(material);
            sentinel.tls(material);
            return this;
        }

        /**
         * Puts a {@link FaultProxy} in front of every server and every sentinel, which announce it as their own address:
         * the whole deployment and its clients come through it. See {@link RedisProcess#proxy()}.
         */
        public Builder proxied() {
            node.proxied();
            sentinel.proxied();
            return this;
        }

        /** Returns the settings. */
        public SentinelDeploymentSettings build() {
            return new SentinelDeploymentSettings(this);
        }

        private static int atLeastOne(int count, String what) {
            if (count < 1) {
                throw new IllegalArgumentException("at least one of " + what + " is needed, not " + count);
            }
            return count;
        }
    }
}
