package org.rf4j.tck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.rf4j.Mode;
import org.rf4j.RedisConfig;
import org.rf4j.tck.internal.ServerChoice;
import org.rf4j.tck.internal.ServerChoice.Source;
import org.rf4j.tck.server.ClusterDeployment;
import org.rf4j.tck.server.ClusterDeploymentSettings;
import org.rf4j.tck.server.ExternalServers;
import org.rf4j.tck.server.FaultProxy;
import org.rf4j.tck.server.NodeAddress;
import org.rf4j.tck.server.RedisDeployment;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.RedisProcessSettings;
import org.rf4j.tck.server.RespConnection;
import org.rf4j.tck.server.SentinelDeployment;
import org.rf4j.tck.server.SentinelDeploymentSettings;
import org.rf4j.tck.server.Servers;
import org.rf4j.tck.server.SingleServer;
import org.rf4j.tck.server.Slots;
import org.rf4j.tck.server.TlsMaterial;

/** The servers of one mode, started once a run, and the faults done to them. */
final class Bench {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Map<Mode, Bench> BENCHES = new EnumMap<>(Mode.class);
    private static final Map<Mode, Bench> SECURED_BENCHES = new EnumMap<>(Mode.class);
    private static final Map<Mode, Bench> PROXIED_BENCHES = new EnumMap<>(Mode.class);
    private static @Nullable Secured shared;

    /** What all names of tests begin with; a hash tag, so that in a cluster they belong to one slot. */
    static final String NAMES = "{tck}";

    private final RedisDeployment deployment;
    private final @Nullable Secured secured;
    private final @Nullable ExternalServers external;
    private @Nullable RedisProcess struck;
    private boolean disturbed;
    private boolean partial;

    private Bench(RedisDeployment deployment, @Nullable Secured secured) {
        this.deployment = deployment;
        this.secured = secured;
        this.external = null;
    }

    private Bench(ExternalServers external) {
        this.deployment = external.deployment();
        this.secured = null;
        this.external = external;
    }

    static synchronized Bench of(Mode mode) {
        return BENCHES.computeIfAbsent(
                mode,
                wanted -> ServerChoice.current().source() == Source.EXTERNAL
                        ? new Bench(Servers.external())
                        : new Bench(start(wanted), null));
    }

    /** Returns servers that speak TLS and have users with few rights. */
    static synchronized Bench secured(Mode mode) {
        return SECURED_BENCHES.computeIfAbsent(mode, wanted -> {
            Secured how = shared == null ? new Secured() : shared;
            shared = how;
            return new Bench(how.start(wanted), how);
        });
    }

    /** Returns servers that announce proxies as their own addresses. */
    static synchronized Bench proxied(Mode mode) {
        return PROXIED_BENCHES.computeIfAbsent(mode, wanted -> new Bench(startProxied(wanted), null));
    }

    private static RedisDeployment startProxied(Mode mode) {
        return switch (mode) {
            case SINGLE ->
                SingleServer.start(
                        RedisProcessSettings.builder("single").proxied().build());
            case SENTINEL ->
                SentinelDeployment.start(
                        SentinelDeploymentSettings.builder().proxied().build());
            case CLUSTER ->
                ClusterDeployment.start(
                        ClusterDeploymentSettings.builder().proxied().build());
            case AUTO -> throw new IllegalArgumentException("no servers are of mode AUTO");
        };
    }

    private static RedisDeployment start(Mode mode) {
        return switch (mode) {
            case SINGLE -> SingleServer.start();
            case SENTINEL -> SentinelDeployment.start();
            case CLUSTER -> ClusterDeployment.start();
            case AUTO -> throw new IllegalArgumentException("no servers are of mode AUTO");
        };
    }

    /** Returns the ends of the logs of all servers of a mode that have been started, each line with the server's name. */
    static synchronized String logs(Mode mode, int lines) {
        StringBuilder text = new StringBuilder();
        for (Map<Mode, Bench> benches : List.of(BENCHES, SECURED_BENCHES, PROXIED_BENCHES)) {
            Bench bench = benches.get(mode);
            if (bench != null) {
                bench.appendLogs(text, lines);
            }
        }
        return text.toString();
    }

    private void appendLogs(StringBuilder text, int lines) {
        if (external != null) {
            text.append("(external servers: look at them where they are)\n");
            return;
        }
        processes().forEach(process -> {
            List<String> log = process.log().lines().toList();
            log.subList(Math.max(0, log.size() - lines), log.size())
                    .forEach(line -> text.append(process + " | " + line + "\n"));
        });
    }

    static synchronized void closeAll() {
        for (Map<Mode, Bench> benches : List.of(BENCHES, SECURED_BENCHES, PROXIED_BENCHES)) {
            benches.values().forEach(Bench::close);
            benches.clear();
        }
        if (shared != null) {
            shared.close();
            shared = null;
        }
    }

    private void close() {
        if (external != null) {
            external.flush();
        }
        deployment.close();
    }

    /** Returns a configuration that leads to these servers. */
    RedisConfig.Builder config() {
        if (external != null) {
            return external.config().toBuilder();
        }
        RedisConfig.Builder config = RedisConfig.builder();
        if (secured != null) {
            secured.open(config);
        }
        if (deployment instanceof SentinelDeployment sentinels) {
            for (NodeAddress sentinel : deployment.endpoints()) {
                config.sentinel(sentinel.host(), sentinel.port());
            }
            return config.sentinelName(sentinels.name());
        }
        if (deployment instanceof ClusterDeployment) {
            for (NodeAddress node : deployment.endpoints()) {
                config.clusterNode(node.host(), node.port());
            }
            return config;
        }
        NodeAddress server = deployment.endpoints().get(0);
        return config.endpoint(server.host(), server.port());
    }

    /** Returns the same servers as a {@code REDIS_URL}, for a program of its own. */
    String url(String userInfo) {
        Assumptions.assumeFalse(
                external != null && external.isSecured(), "external servers that ask for more than a URL");
        String seeds = deployment.endpoints().stream()
                .map(seed -> seed.host() + ":" + seed.port())
                .collect(Collectors.joining(","));
        if (deployment instanceof SentinelDeployment sentinels) {
            return "redis-sentinel://" + userInfo + seeds + "#" + sentinels.name();
        }
        return (deployment instanceof ClusterDeployment ? "redis-cluster://" : "redis://") + userInfo + seeds;
    }

    /** Returns the server that the names of tests belong to, and that the faults hit. */
    RedisProcess primary() {
        if (deployment instanceof SentinelDeployment sentinels) {
            return sentinels.primary();
        }
        return deployment instanceof ClusterDeployment cluster
                ? cluster.primaryOf(NAMES)
                : deployment.nodes().get(0);
    }

    /** Returns that server, once the others agree on which it is. */
    Optional<RedisProcess> findPrimary() {
        if (deployment instanceof SentinelDeployment sentinels) {
            return sentinels.findPrimary();
        }
        return deployment instanceof ClusterDeployment cluster
                ? cluster.findPrimaryOf(Slots.of(NAMES))
                : Optional.of(primary());
    }

    /** Returns the replicas of that server. */
    List<RedisProcess> replicas() {
        return deployment instanceof ClusterDeployment cluster
                ? cluster.replicasOf(primary())
                : sentinels().replicas();
    }

    /** Returns the server that was struck last; the one that the client has to notice. */
    RedisProcess struck() {
        return java.util.Objects.requireNonNull(struck, "nothing was struck");
    }

    List<RedisProcess> nodes() {
        return deployment.nodes();
    }

    /** Returns the certificates of secured servers. */
    TlsMaterial material() {
        return java.util.Objects.requireNonNull(secured, "not secured").material();
    }

    /** Returns the addresses that a client is pointed at. */
    List<NodeAddress> seeds() {
        return deployment.endpoints();
    }

    /** Returns the servers that a client is connected to besides those with data. */
    List<RedisProcess> watchers() {
        return deployment instanceof SentinelDeployment sentinels ? sentinels.sentinels() : List.of();
    }

    /** Returns every process: the servers, and the sentinels where there are any. */
    List<RedisProcess> processes() {
        List<RedisProcess> all = new ArrayList<>(nodes());
        all.addAll(watchers());
        return all;
    }

    ClusterDeployment cluster() {
        return (ClusterDeployment) deployment;
    }

    SentinelDeployment sentinels() {
        return (SentinelDeployment) deployment;
    }

    // ---------------------------------------------------------------- faults

    RedisProcess killPrimary() {
        RedisProcess primary = primary();
        kill(primary);
        return primary;
    }

    void kill(RedisProcess process) {
        disturbed = true;
        struck = process;
        process.kill();
    }

    RedisProcess freezePrimary() {
        disturbed = true;
        RedisProcess primary = primary();
        struck = primary;
        primary.freeze();
        return primary;
    }

    /** Returns the proxy of the primary, at which something is about to be done. */
    FaultProxy strikeNetwork() {
        disturbed = true;
        RedisProcess primary = primary();
        struck = primary;
        return primary.proxy();
    }

    /** Lets the cluster serve the slots that have a primary while others have none; until it is restored. */
    void allowPartialCoverage() {
        disturbed = true;
        partial = true;
        requireFullCoverage("no");
    }

    private void requireFullCoverage(String value) {
        callAll("CONFIG", "SET", "cluster-require-full-coverage", value);
    }

    /** Has the servers make another primary, without a fault. */
    void failOver() {
        disturbed = true;
        if (deployment instanceof ClusterDeployment cluster) {
            cluster.failOver(primary());
        } else {
            sentinels().failOver();
        }
    }

    /** Something is about to be done to the servers that has to be made whole again. */
    void disturb() {
        disturbed = true;
    }

    /** Ends the absence of a primary that was killed, where no other takes its place. */
    void bringBack(RedisProcess killed) {
        if (deployment instanceof SingleServer) {
            killed.restart();
        }
    }

    /**
     * Cuts every connection of a client, and returns how many it had; it may have given up one of them itself when
     * another was cut.
     */
    int cut(String clientName) {
        int cut = 0;
        for (RedisProcess node : nodes()) {
            List<Map<String, String>> clients = clients(node, clientName);
            if (!clients.isEmpty()) {
                try (RespConnection connection = node.connect(TIMEOUT)) {
                    clients.forEach(client -> connection.call("CLIENT", "KILL", "ID", client.getOrDefault("id", "")));
                }
            }
            cut += clients.size();
        }
        return cut;
    }

    /** Makes everything whole again, if anything was done. */
    void restore() {
        if (disturbed) {
            deployment.restore(LIMIT);
            if (partial) {
                requireFullCoverage("yes");
                partial = false;
            }
            disturbed = false;
        }
    }

    // ---------------------------------------------------------------- looking

    /** Returns what every server that answers says of the connections of a client. */
    List<Map<String, String>> clients(String clientName) {
        List<Map<String, String>> all = new ArrayList<>();
        for (RedisProcess node : nodes()) {
            all.addAll(clients(node, clientName));
        }
        return all;
    }

    static List<Map<String, String>> clients(RedisProcess node, String clientName) {
        if (!node.isAlive() || node.isFrozen()) {
            return List.of();
        }
        List<Map<String, String>> clients = new ArrayList<>();
        for (String line : String.valueOf(call(node, "CLIENT", "LIST")).split("\n")) {
            Map<String, String> client = new HashMap<>();
            for (String field : line.strip().split(" ")) {
                int equals = field.indexOf('=');
                if (equals > 0) {
                    client.put(field.substring(0, equals), field.substring(equals + 1));
                }
            }
            if (clientName.equals(client.get("name"))) {
                clients.add(client);
            }
        }
        return clients;
    }

    static @Nullable Object call(RedisProcess node, String... command) {
        try (RespConnection connection = node.connect(TIMEOUT)) {
            return connection.call(command);
        }
    }

    /**
     * Changes a setting of a server, in its file as well. A promotion by sentinels writes what holds then into the file; a
     * setting that is taken back in memory alone would be there again when a later test starts the server with its file.
     */
    static void configure(RedisProcess node, String setting, String value) {
        call(node, "CONFIG", "SET", setting, value);
        call(node, "CONFIG", "REWRITE");
    }

    /** Returns the numbers of the keys that a server lacks, of those numbered from 0. */
    static List<Integer> missing(RedisProcess node, String prefix, int count) {
        List<Integer> missing = new ArrayList<>();
        try (RespConnection connection = node.connect(TIMEOUT)) {
            for (int i = 0; i < count; i++) {
                if (!Long.valueOf(1).equals(connection.call("EXISTS", prefix + i))) {
                    missing.add(i);
                }
            }
        }
        return missing;
    }

    /** Returns how often servers have answered with an error code. */
    static long answered(List<RedisProcess> nodes, String code) {
        String label = "errorstat_" + code + ":count=";
        return nodes.stream()
                .flatMap(
                        node -> String.valueOf(call(node, "INFO", "errorstats")).lines())
                .filter(line -> line.startsWith(label))
                .mapToLong(line -> Long.parseLong(line.substring(label.length()).strip()))
                .sum();
    }

    void callAll(String... command) {
        nodes().forEach(node -> call(node, command));
    }
}
