package org.rf4j.examples.failover;

import java.time.Duration;
import java.util.List;
import org.rf4j.Endpoint;
import org.rf4j.Mode;
import org.rf4j.RedisConfig;
import org.rf4j.tck.server.ClusterDeployment;
import org.rf4j.tck.server.NodeAddress;
import org.rf4j.tck.server.PromotionObserver;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.ReturnObserver;
import org.rf4j.tck.server.SentinelDeployment;
import org.rf4j.tck.server.SingleServer;

/** Real servers, and what is done to them. */
interface Stage extends AutoCloseable {

    /** How long a call waits for a cluster to elect another primary. */
    Duration ELECTION = Duration.ofSeconds(5);

    /** How long a single server stays away. */
    Duration AWAY = Duration.ofMillis(1500);

    /** Starts the servers of a mode; in a cluster the fault will hit the primary that has the key. */
    static Stage open(String mode, String key) {
        return switch (mode) {
            case "sentinel" -> new WithSentinels(SentinelDeployment.start());
            case "cluster" -> new Clustered(ClusterDeployment.start(), key);
            case "single" -> new Alone(SingleServer.start());
            default ->
                throw new IllegalArgumentException(
                        "mode '" + mode + "' is not known; choose sentinel, cluster or single");
        };
    }

    /** Returns whether messages go over a shard channel, which dies with its primary, and not over a classic one. */
    default boolean usesShardChannel() {
        return false;
    }

    /** Points a configuration at the servers. */
    RedisConfig.Builder configure(RedisConfig.Builder builder);

    /** Says what is running. */
    String describe();

    /** Does the fault; returns what was done. */
    String strike(String fault) throws InterruptedException;

    /** Starts to watch for the moment at which the servers have a primary again, on sockets of its own. */
    void watch();

    /** Returns that moment. */
    long awaitPrimary(Duration limit);

    @Override
    void close();

    /** A primary with replicas, one of which will be promoted. */
    abstract class Replicated implements Stage {

        private PromotionObserver observer = PromotionObserver.watching(List.of());

        abstract RedisProcess primary();

        abstract List<RedisProcess> replicas();

        abstract void failOver();

        @Override
        public void watch() {
            observer.close();
            observer = PromotionObserver.watching(replicas());
        }

        @Override
        public String strike(String fault) {
            RedisProcess primary = primary();
            switch (fault) {
                case "kill" -> primary.kill();
                case "freeze" -> primary.freeze();
                case "planned" -> failOver();
                default -> throw Stage.unknownFault(fault);
            }
            return Stage.past(fault) + " the primary " + primary.address();
        }

        @Override
        public long awaitPrimary(Duration limit) {
            return observer.await(limit);
        }

        @Override
        public void close() {
            observer.close();
        }
    }

    /** A primary, its replicas and their sentinels. */
    final class WithSentinels extends Replicated {

        private final SentinelDeployment servers;

        WithSentinels(SentinelDeployment servers) {
            this.servers = servers;
        }

        @Override
        RedisProcess primary() {
            return servers.primary();
        }

        @Override
        List<RedisProcess> replicas() {
            return servers.replicas();
        }

        @Override
        void failOver() {
            servers.failOver();
        }

        @Override
        public RedisConfig.Builder configure(RedisConfig.Builder builder) {
            return builder.mode(Mode.SENTINEL)
                    .sentinelName(servers.name())
                    .sentinels(servers.endpoints().stream().map(Stage::endpoint).toList());
        }

        @Override
        public String describe() {
            return "primary " + servers.primary().address() + ", replicas "
                    + servers.replicas().stream().map(RedisProcess::address).toList() + ", sentinels "
                    + servers.endpoints();
        }

        @Override
        public void close() {
            super.close();
            servers.close();
        }
    }

    /** Three primaries that share the slots, each with a replica. */
    final class Clustered extends Replicated {

        private final ClusterDeployment servers;
        private final String key;

        Clustered(ClusterDeployment servers, String key) {
            this.servers = servers;
            this.key = key;
        }

        @Override
        RedisProcess primary() {
            return servers.primaryOf(key);
        }

        @Override
        List<RedisProcess> replicas() {
            return servers.replicasOf(primary());
        }

        @Override
        void failOver() {
            servers.beginFailOver(primary());
        }

        @Override
        public boolean usesShardChannel() {
            return true;
        }

        @Override
        public RedisConfig.Builder configure(RedisConfig.Builder builder) {
            // An election takes longer than the two seconds that a call waits by default.
            return builder.mode(Mode.CLUSTER)
                    .commandTimeout(ELECTION)
                    .clusterNodes(
                            servers.endpoints().stream().map(Stage::endpoint).toList());
        }

        @Override
        public String describe() {
            return "primaries "
                    + servers.primaries().stream().map(RedisProcess::address).toList() + ", of which "
                    + primary().address() + " has the key and the shard channel, and its replica is "
                    + replicas().get(0).address();
        }

        @Override
        public void close() {
            super.close();
            servers.close();
        }
    }

    /** One server, which comes back after a while. */
    final class Alone implements Stage {

        private final SingleServer servers;
        private final ReturnObserver observer;

        Alone(SingleServer servers) {
            this.servers = servers;
            this.observer = ReturnObserver.watching(servers.server());
        }

        @Override
        public RedisConfig.Builder configure(RedisConfig.Builder builder) {
            return builder.mode(Mode.SINGLE).endpoint(Stage.endpoint(servers.endpoint()));
        }

        @Override
        public String describe() {
            return "server " + servers.endpoint();
        }

        @Override
        public void watch() {
            // The observer watches from the start: it needs to see the server fail before it can see it return.
        }

        @Override
        public String strike(String fault) throws InterruptedException {
            RedisProcess server = servers.server();
            switch (fault) {
                case "kill" -> server.kill();
                case "freeze" -> server.freeze();
                case "planned" -> server.stop();
                default -> throw Stage.unknownFault(fault);
            }
            // The outage is the fault here: this wait is what the demo shows.
            Thread.sleep(AWAY.toMillis());
            if (fault.equals("freeze")) {
                server.thaw();
            } else {
                server.start();
            }
            return Stage.past(fault) + " the server " + server.address() + ", and brought it back " + AWAY.toMillis()
                    + " ms later";
        }

        @Override
        public long awaitPrimary(Duration limit) {
            return observer.await(limit);
        }

        @Override
        public void close() {
            observer.close();
            servers.close();
        }
    }

    private static Endpoint endpoint(NodeAddress address) {
        return new Endpoint(address.host(), address.port());
    }

    private static String past(String fault) {
        return switch (fault) {
            case "kill" -> "killed";
            case "freeze" -> "froze";
            default -> "planned the departure of";
        };
    }

    private static IllegalArgumentException unknownFault(String fault) {
        return new IllegalArgumentException("fault '" + fault + "' is not known; choose kill, freeze or planned");
    }
}
