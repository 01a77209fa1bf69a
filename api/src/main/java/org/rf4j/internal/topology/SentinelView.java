package org.rf4j.internal.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.failover.Node;

/**
 * What one sentinel holds to be true of the primary with our name.
 *
 * @param primary the primary's address
 * @param epoch the configuration epoch in which it became the primary
 * @param otherSentinels the number of other sentinels that this one knows
 * @param replicas the replicas
 * @param sentinels the addresses and ids of the other sentinels
 * @param chosen the replica that it, as the leader of a failover, has chosen to replace the primary; null without one
 * @param replacing whether it is about to replace the primary, or agrees with others that it is down
 */
record SentinelView(
        Endpoint primary,
        long epoch,
        int otherSentinels,
        List<Node> replicas,
        List<Peer> sentinels,
        @Nullable Endpoint chosen,
        boolean replacing) {

    /** Another sentinel, as one knows it. */
    record Peer(String id, Endpoint endpoint) {}

    /** Reads the replies of {@code SENTINEL MASTER}, {@code REPLICAS} and {@code SENTINELS}; null if unusable. */
    static @Nullable SentinelView parse(@Nullable Object master, @Nullable Object replicas, @Nullable Object peers) {
        Map<String, String> fields = Replies.pairs(master);
        Endpoint primary = Replies.endpoint(fields.get("ip"), fields.get("port"));
        if (primary == null) {
            return null;
        }
        return new SentinelView(
                primary,
                number(fields.get("config-epoch")),
                (int) number(fields.get("num-other-sentinels")),
                replicaNodes(replicas),
                peers(peers),
                chosen(replicas),
                isReplacing(fields.getOrDefault("flags", "")));
    }

    private static boolean isReplacing(String flags) {
        return flags.contains("failover_in_progress") || flags.contains("o_down");
    }

    /** Returns the view with the addresses that this client reaches the nodes at. */
    SentinelView mapped(Announced announced) {
        return new SentinelView(
                announced.map(primary),
                epoch,
                otherSentinels,
                replicas.stream()
                        .map(node -> new Node(announced.map(node.endpoint()), node.role(), node.reachable()))
                        .toList(),
                sentinels.stream()
                        .map(peer -> new Peer(peer.id(), announced.map(peer.endpoint())))
                        .toList(),
                chosen == null ? null : announced.map(chosen),
                replacing);
    }

    private static List<Node> replicaNodes(@Nullable Object raw) {
        List<Node> nodes = new ArrayList<>();
        for (Object entry : Replies.list(raw)) {
            Map<String, String> fields = Replies.pairs(entry);
            Endpoint endpoint = Replies.endpoint(fields.get("ip"), fields.get("port"));
            if (endpoint != null) {
                String flags = fields.getOrDefault("flags", "");
                boolean reachable = !flags.contains("s_down") && !flags.contains("disconnected");
                nodes.add(new Node(endpoint, Node.Role.REPLICA, reachable));
            }
        }
        return nodes;
    }

    /** A leader flags the replica of its choice as promoted from then on until its failover has ended. */
    private static @Nullable Endpoint chosen(@Nullable Object replicas) {
        for (Object entry : Replies.list(replicas)) {
            Map<String, String> fields = Replies.pairs(entry);
            if (List.of(fields.getOrDefault("flags", "").split(",")).contains("promoted")) {
                return Replies.endpoint(fields.get("ip"), fields.get("port"));
            }
        }
        return null;
    }

    private static List<Peer> peers(@Nullable Object raw) {
        List<Peer> found = new ArrayList<>();
        for (Object entry : Replies.list(raw)) {
            Map<String, String> fields = Replies.pairs(entry);
            Endpoint endpoint = Replies.endpoint(fields.get("ip"), fields.get("port"));
            String id = fields.get("runid");
            if (endpoint != null && id != null && !id.isEmpty()) {
                found.add(new Peer(id, endpoint));
            }
        }
        return found;
    }

    private static long number(@Nullable String digits) {
        try {
            return digits == null ? 0 : Long.parseLong(digits);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
