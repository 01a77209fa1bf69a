package org.rf4j.internal.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.Mode;
import org.rf4j.failover.Node;
import org.rf4j.failover.Topology;

/** The servers around a primary that sentinels watch, as users see them. Written on the deciding thread, read on any. */
final class SentinelTopology {

    private final Sentinels sentinels;
    private final Failover failover;
    private volatile Topology topology;

    SentinelTopology(Sentinels sentinels, Failover failover) {
        this.sentinels = sentinels;
        this.failover = failover;
        this.topology = new Topology(Mode.SENTINEL, 0, sentinels.sentinels());
    }

    Topology topology() {
        return topology;
    }

    /**
     * Takes in what is known now.
     *
     * @param tell whether nodes that have come or gone are an event
     */
    void refresh(@Nullable Endpoint primary, boolean reachable, boolean tell) {
        Topology before = topology;
        List<Node> nodes = new ArrayList<>();
        if (primary != null) {
            nodes.add(new Node(primary, Node.Role.PRIMARY, reachable));
        }
        for (Node replica : sentinels.replicas()) {
            if (!replica.endpoint().equals(primary)) {
                nodes.add(replica);
            }
        }
        nodes.addAll(sentinels.sentinels());
        topology = new Topology(Mode.SENTINEL, failover.epoch(), nodes);
        if (tell) {
            failover.announce(before.nodes(), nodes);
        }
    }

    List<String> shortcomings() {
        List<String> missing = new ArrayList<>();
        for (Node node : topology.nodes()) {
            if (node.role() != Node.Role.PRIMARY && !node.reachable()) {
                missing.add(node.role().name().toLowerCase(Locale.ROOT) + " " + node.endpoint() + " is away");
            }
        }
        return missing;
    }
}
