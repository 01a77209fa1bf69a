package org.rf4j.tck.server;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The size and the timers of a {@link ClusterDeployment}. Immutable.
 *
 * <p>The defaults: three primaries with one replica each, a node held for down after 1 s, no answers to anything while
 * a slot is without a primary, no proxies on the cluster bus.
 */
public final class ClusterDeploymentSettings {

    private final int primaries;
    private final int replicasPerPrimary;
    private final Duration nodeTimeout;
    private final boolean fullCoverage;
    private final boolean busProxies;
    private final RedisProcessSettings node;

    private ClusterDeploymentSettings(Builder builder) {
        this.primaries = builder.primaries;
        this.replicasPerPrimary = builder.replicasPerPrimary;
        this.nodeTimeout = builder.nodeTimeout;
        this.fullCoverage = builder.fullCoverage;
        this.busProxies = builder.busProxies;
        this.node = builder.node.build();
    }

    /** Returns a builder that holds the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the number of primaries. */
    public int primaries() {
        return primaries;
    }

    /** Returns the number of replicas each primary has. */
    public int replicasPerPrimary() {
        return replicasPerPrimary;
    }

    /** Returns how long a node must be silent for another to hold it for down. */
    public Duration nodeTimeout() {
        return nodeTimeout;
    }

    /** Returns whether the cluster answers to nothing while a slot is without a primary. */
    public boolean fullCoverage() {
        return fullCoverage;
    }

    /** Returns whether the cluster bus leads through proxies, so that it can be cut. */
    public boolean busProxies() {
        return busProxies;
    }

    RedisProcessSettings primaryNode(int shard) {
        return named("primary-" + shard);
    }

    RedisProcessSettings replicaNode(int shard, int number) {
        return named("replica-" + shard + (replicasPerPrimary == 1 ? "" : "-" + number));
    }

    private RedisProcessSettings named(String role) {
        return node.toBuilder()
                .role(role)
                .directive("cluster-node-timeout", Long.toString(nodeTimeout.toMillis()))
                .directive("cluster-require-full-coverage", fullCoverage ? "yes" : "no")
                .build();
    }

    /** Collects {@link ClusterDeploymentSettings}. Not thread-safe. */
    public static final class Builder {

        private int primaries = 3;
        private int replicasPerPrimary = 1;
        private Duration nodeTimeout = Duration.ofSeconds(1);
        private boolean fullCoverage = true;
        private boolean busProxies;
        private final RedisProcessSettings.Builder node = RedisProcessSettings.builder("node")
                .inMemory()
                .directive("cluster-enabled", "yes")
                .directive("cluster-announce-ip", RedisProcess.HOST)
                .directive("cluster-replica-validity-factor", "0")
                // A replica stays with its shard, and a primary without slots remains one.
                .directive("cluster-allow-replica-migration", "no")
                .directive("repl-diskless-sync", "yes")
                .directive("repl-diskless-sync-delay", "0");

        private Builder() {}

        /** Sets the number of primaries, at least 1. With fewer than 3 no failover happens by itself. */
        public Builder primaries(int primaries) {
            if (primaries < 1) {
                throw new IllegalArgumentException("at least one primary is needed, not " + primaries);
            }
            this.primaries = primaries;
            return this;
        }

        /** Sets the number of replicas each primary has, 0 or more. */
        public Builder replicasPerPrimary(int replicas) {
            if (replicas < 0) {
                throw new IllegalArgumentException("the number of replicas cannot be " + replicas);
            }
            this.replicasPerPrimary = replicas;
            return this;
        }

        /** Sets how long a node must be silent for another to hold it for down ({@code cluster-node-timeout}). */
        public Builder nodeTimeout(Duration nodeTimeout) {
            this.nodeTimeout = Objects.requireNonNull(nodeTimeout, "nodeTimeout");
            return this;
        }

        /** Sets {@code cluster-require-full-coverage}. */
        public Builder fullCoverage(boolean fullCoverage) {
            this.fullCoverage = fullCoverage;
            return this;
        }

        /**
         * Leads the cluster bus through proxies in this virtual machine, which {@link ClusterDeployment#cutBus} and
         * {@link ClusterDeployment#healBus} need.
         */
        public Builder busProxies(boolean busProxies) {
            this.busProxies = busProxies;
            return this;
        }

        /** Adds a line to the configuration of every node. */
        public Builder nodeDirective(String directive, String value) {
            node.addDirective(directive, value);
            return this;
        }

        /**
         * Sets the credentials with which the fixture talks to the nodes; these are not told of them, see the
         * directives {@code requirepass}, {@code masterauth} and {@code user}.
         *
         * @param user the user, {@code null} for the default one
         */
        public Builder nodeCredentials(@Nullable String user, String password) {
            node.credentials(user, password);
            return this;
        }

        /**
         * Has all nodes speak TLS, to clients and among one another; see {@link RedisProcessSettings.Builder#tls}. The
         * proxies of the cluster bus read what passes, and cannot then.
         */
        public Builder tls(TlsMaterial material) {
            node.tls(material);
            return this;
        }

        /**
         * Puts a {@link FaultProxy} in front of every node, which announces it as its own address: clients and replicas
         * come through it, the cluster bus does not. See {@link RedisProcess#proxy()}.
         */
        public Builder proxied() {
            node.proxied();
            return this;
        }

        /**
         * Returns the settings.
         *
         * @throws IllegalStateException if there are to be proxies on an encrypted bus
         */
        public ClusterDeploymentSettings build() {
            ClusterDeploymentSettings settings = new ClusterDeploymentSettings(this);
            if (busProxies && settings.node.tls() != null) {
                throw new IllegalStateException("the bus proxies cannot read a bus with TLS; choose one of the two");
            }
            return settings;
        }
    }
}
