package org.rf4j.tck.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a cluster of nodes that know nothing yet. Every node is introduced to every other, so that nobody has to wait
 * for hearsay. A primary refuses to serve for its first two seconds, one that was a replica does not: where there are
 * replicas, the slots are given to them, and the primaries begin as replicas of these.
 */
final class ClusterFormation {

    private final ClusterDeploymentSettings settings;
    private final ClusterLayout layout;
    private final @Nullable BusNetwork bus;
    private final Set<RedisProcess> assigned = new HashSet<>();

    ClusterFormation(ClusterDeploymentSettings settings, ClusterLayout layout, @Nullable BusNetwork bus) {
        this.settings = settings;
        this.layout = layout;
        this.bus = bus;
    }

    /** Prepares the nodes and starts them all. */
    void startNodes() {
        List<RedisProcess> allReplicas = new ArrayList<>();
        for (int shard = 1; shard <= settings.primaries(); shard++) {
            RedisProcess primary = prepare(settings.primaryNode(shard));
            layout.add(primary);
            List<RedisProcess> replicas = new ArrayList<>();
            for (int number = 1; number <= settings.replicasPerPrimary(); number++) {
                replicas.add(prepare(settings.replicaNode(shard, number)));
            }
            layout.add(primary, replicas, settings.primaries());
            allReplicas.addAll(replicas);
        }
        allReplicas.forEach(layout::add);
        Concurrently.forEach(layout.nodes(), RedisProcess::start);
    }

    /** Makes a cluster of the nodes, and has it brought into order until that is done. */
    void form(ClusterRestoration restoration, Duration limit) {
        long began = System.nanoTime();
        Concurrently.forEach(layout.nodes(), this::baptise);
        if (bus != null) {
            bus.open(layout);
        }
        Concurrently.forEach(layout.nodes(), this::introduce);
        Stability.await("the cluster", limit.minusNanos(System.nanoTime() - began), () -> {
            String missing = assignReplicas();
            return missing != null ? missing : restoration.step();
        });
    }

    private RedisProcess prepare(RedisProcessSettings node) {
        return bus == null ? new RedisProcess(node) : bus.prepare(node);
    }

    /** Gives a node its configuration epoch, different from all others, and its slots; finds out its id. */
    private void baptise(RedisProcess node) {
        try (RespConnection connection = node.connect(Command.TIMEOUT)) {
            layout.identify(node, connection.callForString("CLUSTER", "MYID"));
            int epoch = layout.nodes().indexOf(node) + 1;
            connection.call("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(epoch));
            for (ClusterLayout.Shard shard : layout.shards()) {
                if (firstHolder(shard) == node) {
                    connection.call(
                            "CLUSTER",
                            "ADDSLOTSRANGE",
                            Integer.toString(shard.first()),
                            Integer.toString(shard.last()));
                }
            }
        }
    }

    /** Introduces the nodes that come later in the order; they get to know this one by it. */
    private void introduce(RedisProcess node) {
        List<RedisProcess> nodes = layout.nodes();
        try (RespConnection connection = node.connect(Command.TIMEOUT)) {
            for (RedisProcess other : nodes.subList(nodes.indexOf(node) + 1, nodes.size())) {
                int busPort = bus == null ? BusNetwork.busPort(other) : bus.announcedPort(other);
                connection.call(
                        "CLUSTER",
                        "MEET",
                        RedisProcess.HOST,
                        Integer.toString(other.address().port()),
                        Integer.toString(busPort));
            }
        }
    }

    private @Nullable String assignReplicas() {
        String missing = null;
        for (ClusterLayout.Shard shard : layout.shards()) {
            RedisProcess holder = firstHolder(shard);
            for (RedisProcess member : shard.members()) {
                if (member != holder && !assigned.contains(member)) {
                    String unknown = ClusterView.of(member).missing(layout.ids());
                    if (unknown == null) {
                        Command.tell(member, "CLUSTER", "REPLICATE", layout.id(holder));
                        assigned.add(member);
                    } else {
                        missing = member + " " + unknown;
                    }
                }
            }
        }
        return missing;
    }

    private static RedisProcess firstHolder(ClusterLayout.Shard shard) {
        return shard.replicas().isEmpty() ? shard.primary() : shard.replicas().get(0);
    }
}
