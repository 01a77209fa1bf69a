package org.rf4j.examples.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rf4j.Endpoint;
import org.rf4j.Mode;
import org.rf4j.RedisConfig;
import org.rf4j.tck.server.NodeAddress;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.SentinelDeployment;

/** The deployment that is started where none is named: a primary, two replicas, three sentinels; to be broken at will. */
final class OwnServers implements AutoCloseable {

    private final SentinelDeployment servers;

    /** One server, as it runs. */
    record Server(String name, Endpoint address, State state, boolean sentinel) {}

    /** Whether a process runs. */
    enum State {
        RUNNING,
        FROZEN,
        DEAD
    }

    private OwnServers(SentinelDeployment servers) {
        this.servers = servers;
    }

    static OwnServers start() {
        return new OwnServers(SentinelDeployment.start());
    }

    RedisConfig.Builder configure(RedisConfig.Builder builder) {
        return builder.mode(Mode.SENTINEL)
                .sentinelName(servers.name())
                .sentinels(
                        servers.endpoints().stream().map(OwnServers::endpoint).toList());
    }

    List<Server> servers() {
        List<Server> all = new ArrayList<>();
        servers.nodes().forEach(node -> all.add(server(node, false)));
        servers.sentinels().forEach(node -> all.add(server(node, true)));
        return all;
    }

    private static Server server(RedisProcess node, boolean sentinel) {
        State state = !node.isAlive() ? State.DEAD : node.isFrozen() ? State.FROZEN : State.RUNNING;
        return new Server(node.role(), endpoint(node.address()), state, sentinel);
    }

    private static Endpoint endpoint(NodeAddress address) {
        return new Endpoint(address.host(), address.port());
    }

    /**
     * Kills, freezes or restarts one. A restart thaws what is frozen, and starts what is dead with what it knew, as a
     * service manager would.
     *
     * @throws IllegalArgumentException if there is no such server, or nothing of the kind can be done
     */
    void fault(String action, String name) {
        RedisProcess node = servers.nodes().stream()
                .filter(one -> one.role().equals(name))
                .findFirst()
                .or(() -> servers.sentinels().stream()
                        .filter(one -> one.role().equals(name))
                        .findFirst())
                .orElseThrow(() -> new IllegalArgumentException("there is no server '" + name + "'"));
        switch (action) {
            case "kill" -> node.kill();
            case "freeze" -> node.freeze();
            case "restart" -> {
                if (node.isFrozen()) {
                    node.thaw();
                } else if (!node.isAlive()) {
                    node.restartKeepingConfiguration();
                }
            }
            default -> throw new IllegalArgumentException("'" + action + "' is none of kill, freeze and restart");
        }
    }

    /** Makes all of it whole again, for tests. */
    void restore() {
        servers.restore(Duration.ofSeconds(30));
    }

    @Override
    public void close() {
        servers.close();
    }

    @Override
    public String toString() {
        return "a Sentinel deployment of its own, primary " + servers.primary().address() + ", sentinels "
                + servers.endpoints();
    }
}
