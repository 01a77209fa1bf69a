package org.rf4j.tck.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one sentinel knows about the deployment: a snapshot. */
final class SentinelView {

    static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final RedisProcess sentinel;
    private final Map<String, String> primary;
    private final List<Map<String, String>> replicas;
    private final List<Map<String, String>> others;

    private SentinelView(
            RedisProcess sentinel,
            Map<String, String> primary,
            List<Map<String, String>> replicas,
            List<Map<String, String>> others) {
        this.sentinel = sentinel;
        this.primary = primary;
        this.replicas = replicas;
        this.others = others;
    }

    static SentinelView of(RedisProcess sentinel, String name) {
        try (RespConnection connection = sentinel.connect(TIMEOUT)) {
            return new SentinelView(
                    sentinel,
                    fields(connection.callForList("SENTINEL", "MASTER", name)),
                    each(connection.callForList("SENTINEL", "REPLICAS", name)),
                    each(connection.callForList("SENTINEL", "SENTINELS", name)));
        }
    }

    /** Asks only for the address of the primary. */
    static NodeAddress primaryAccordingTo(RedisProcess sentinel, String name) {
        try (RespConnection connection = sentinel.connect(TIMEOUT)) {
            List<@Nullable Object> address = connection.callForList("SENTINEL", "GET-MASTER-ADDR-BY-NAME", name);
            return new NodeAddress(String.valueOf(address.get(0)), Integer.parseInt(String.valueOf(address.get(1))));
        }
    }

    NodeAddress primary() {
        return address(primary);
    }

    List<NodeAddress> replicas() {
        return replicas.stream().map(SentinelView::address).toList();
    }

    List<NodeAddress> otherSentinels() {
        return others.stream().map(SentinelView::address).toList();
    }

    /** Returns whether this sentinel leads a failover and has told a replica to become the primary. */
    boolean awaitsPromotion() {
        return "wait_promotion".equals(primary.get("failover-state"));
    }

    /** Returns whether this sentinel sees nothing wrong with this primary, nor is replacing it. */
    boolean isSatisfiedWith(NodeAddress address) {
        return primary().equals(address) && flags(primary).equals(Set.of("master"));
    }

    /** Returns what keeps this sentinel from acting on the next fault of the primary, or {@code null}. */
    @Nullable String missing(Set<NodeAddress> expectedReplicas, int expectedOthers) {
        if (!flags(primary).equals(Set.of("master"))) {
            return sentinel + " says of the primary: " + primary.get("flags");
        }
        Map<NodeAddress, Map<String, String>> known = new HashMap<>();
        replicas.forEach(replica -> known.put(address(replica), replica));
        if (!known.keySet().equals(expectedReplicas)) {
            return sentinel + " knows the replicas " + known.keySet() + " instead of " + expectedReplicas;
        }
        for (Map.Entry<NodeAddress, Map<String, String>> replica : known.entrySet()) {
            Map<String, String> fields = replica.getValue();
            if (!flags(fields).equals(Set.of("slave"))
                    || !"slave".equals(fields.get("role-reported"))
                    || !"ok".equals(fields.get("master-link-status"))
                    || !String.valueOf(primary().port()).equals(fields.get("master-port"))) {
                return sentinel + " says of the replica " + replica.getKey() + ": " + fields.get("flags") + ", link "
                        + fields.get("master-link-status") + " to port " + fields.get("master-port");
            }
        }
        if (others.size() != expectedOthers) {
            return sentinel + " knows " + others.size() + " other sentinels instead of " + expectedOthers;
        }
        for (Map<String, String> other : others) {
            // Their opinion of a primary that is replaced by now stays for five seconds.
            Set<String> flags = new HashSet<>(flags(other));
            flags.remove("master_down");
            if (!flags.equals(Set.of("sentinel"))) {
                return sentinel + " says of the sentinel " + address(other) + ": " + other.get("flags");
            }
        }
        return null;
    }

    private static Set<String> flags(Map<String, String> fields) {
        return Set.of(fields.getOrDefault("flags", "").split(","));
    }

    private static NodeAddress address(Map<String, String> fields) {
        return new NodeAddress(fields.getOrDefault("ip", ""), Integer.parseInt(fields.getOrDefault("port", "0")));
    }

    private static List<Map<String, String>> each(List<@Nullable Object> replies) {
        List<Map<String, String>> all = new ArrayList<>();
        for (Object reply : replies) {
            if (reply instanceof List<?> list) {
                all.add(fields(list));
            }
        }
        return all;
    }

    private static Map<String, String> fields(List<?> reply) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i + 1 < reply.size(); i += 2) {
            fields.put(String.valueOf(reply.get(i)), String.valueOf(reply.get(i + 1)));
        }
        return fields;
    }
}
