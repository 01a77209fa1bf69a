package org.rf4j.internal.topology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.rf4j.Endpoint;
import org.rf4j.Mode;
import org.rf4j.failover.Node;
import org.rf4j.failover.Topology;

/** The nodes of a cluster as users see them, kept from the views of the nodes. Written on the deciding thread. */
final class ClusterTopology {

    private final Failover changes;
    private final Predicate<Endpoint> serving;
    private List<ClusterView.Peer> peers = List.of();
    private volatile Topology topology = new Topology(Mode.CLUSTER, 0, List.of());

    /**
     * Creates a topology without nodes.
     *
     * @param serving whether the node at an address serves slots, by the table; a single view may be stale
     */
    ClusterTopology(DeploymentListener listener, Predicate<Endpoint> serving) {
        this.changes = new Failover(listener);
        this.serving = serving;
    }

    Topology topology() {
        return topology;
    }

    /** Takes in what a node says; primaries are reachable if their link is open. */
    void seen(ClusterView view, Predicate<Endpoint> open, long epoch, boolean tell) {
        peers = view.peers();
        refresh(open, epoch, tell);
    }

    void refresh(Predicate<Endpoint> open, long epoch, boolean tell) {
        // What a view says of the others holds as long as somebody can say it.
        boolean anyOpen = peers.stream().anyMatch(peer -> open.test(peer.endpoint()));
        List<Node> nodes = new ArrayList<>();
        for (ClusterView.Peer peer : peers) {
            boolean serves = serving.test(peer.endpoint());
            boolean primary = serves || (peer.primary() && peer.slots().isEmpty());
            boolean reachable = serves ? open.test(peer.endpoint()) : anyOpen && !peer.failed() && !peer.suspected();
            nodes.add(new Node(peer.endpoint(), primary ? Node.Role.PRIMARY : Node.Role.REPLICA, reachable));
        }
        List<Node> before = topology.nodes();
        topology = new Topology(Mode.CLUSTER, epoch, nodes);
        if (tell) {
            changes.announce(before, nodes);
        }
    }

    Set<Endpoint> endpoints() {
        Set<Endpoint> endpoints = new HashSet<>();
        topology.nodes().forEach(node -> endpoints.add(node.endpoint()));
        return endpoints;
    }

    List<String> shortcomings(int unservedSlots) {
        List<String> missing = new ArrayList<>();
        if (unservedSlots > 0) {
            missing.add(unservedSlots + " slots have no primary that answers");
        }
        for (Node node : topology.nodes()) {
            if (!node.reachable()) {
                missing.add(node.role().name().toLowerCase(Locale.ROOT) + " " + node.endpoint() + " is away");
            }
        }
        return missing;
    }
}
