package org.rf4j.tck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rf4j.Mode;
import org.rf4j.RedisConfig;
import org.rf4j.tck.server.NodeAddress;
import org.rf4j.tck.server.RedisDeployment;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.RespConnection;
import org.rf4j.tck.server.SentinelDeployment;
import org.rf4j.tck.server.SingleServer;

/** The servers of one mode, started once a run, and the faults done to them. */
final class Bench {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Map<Mode, Bench> BENCHES = new EnumMap<>(Mode.class);

    private final RedisDeployment deployment;
    private boolean disturbed;

    private Bench(RedisDeployment deployment) {
        this.deployment = deployment;
    }

    static synchronized Bench of(Mode mode) {
        return BENCHES.computeIfAbsent(
                mode, wanted -> new Bench(wanted == Mode.SENTINEL ? SentinelDeployment.start() : SingleServer.start()));
    }

    static synchronized void closeAll() {
        BENCHES.values().forEach(bench -> bench.deployment.close());
        BENCHES.clear();
    }

    /** Returns a configuration that leads to these servers. */
    RedisConfig.Builder config() {
        RedisConfig.Builder config = RedisConfig.builder();
        if (deployment instanceof SentinelDeployment sentinels) {
            for (NodeAddress sentinel : deployment.endpoints()) {
                config.sentinel(sentinel.host(), sentinel.port());
            }
            return config.sentinelName(sentinels.name());
        }
        NodeAddress server = deployment.endpoints().get(0);
        return config.endpoint(server.host(), server.port());
    }

    RedisProcess primary() {
        return deployment instanceof SentinelDeployment sentinels
                ? sentinels.primary()
                : deployment.nodes().get(0);
    }

    List<RedisProcess> nodes() {
        return deployment.nodes();
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
        process.kill();
    }

    RedisProcess freezePrimary() {
        disturbed = true;
        RedisProcess primary = primary();
        primary.freeze();
        return primary;
    }

    /** Has the sentinels make another primary, without a fault. */
    void failOver() {
        disturbed = true;
        sentinels().failOver();
    }

    /** Ends the absence of a primary that was killed, where the sentinels do not do it. */
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

    private static List<Map<String, String>> clients(RedisProcess node, String clientName) {
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

    void callAll(String... command) {
        nodes().forEach(node -> call(node, command));
    }
}
