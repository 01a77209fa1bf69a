package org.rf4j.examples.failover;

import java.time.Duration;
import java.util.List;
import org.rf4j.Endpoint;
import org.rf4j.Mode;
import org.rf4j.RedisConfig;
import org.rf4j.tck.server.NodeAddress;
import org.rf4j.tck.server.PromotionObserver;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.ReturnObserver;
import org.rf4j.tck.server.SentinelDeployment;
import org.rf4j.tck.server.SingleServer;

/** Real servers, and what is done to them. */
sealed interface Stage extends AutoCloseable {

    /** How long a single server stays away. */
    Duration AWAY = Duration.ofMillis(1500);

    static Stage open(String mode) {
        return switch (mode) {
            case "sentinel" -> new WithSentinels(SentinelDeployment.start());
            case "single" -> new Alone(SingleServer.start());
            default ->
                throw new IllegalArgumentException("mode '" + mode + "' is not known; choose sentinel or single");
        };
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

    /** A primary, its replicas and their sentinels. */
    final class WithSentinels implements Stage {

        private final SentinelDeployment servers;
        private PromotionObserver observer;

        WithSentinels(SentinelDeployment servers) {
            this.servers = servers;
            this.observer = PromotionObserver.watching(List.of());
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
        public void watch() {
            observer.close();
            observer = PromotionObserver.watching(servers.replicas());
        }

        @Override
        public String strike(String fault) {
            RedisProcess primary = servers.primary();
            switch (fault) {
                case "kill" -> primary.kill();
                case "freeze" -> primary.freeze();
                case "planned" -> servers.failOver();
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
