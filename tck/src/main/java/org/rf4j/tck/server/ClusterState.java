package org.rf4j.tck.server;

import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes of a cluster that answer say, all together: a snapshot. What a node says of itself counts more than
 * what others say of it, and of two that serve the same slot the one with the newer configuration does.
 */
final class ClusterState {

    private final ClusterLayout layout;
    private final Map<RedisProcess, ClusterView> views = new LinkedHashMap<>();

    private ClusterState(ClusterLayout layout) {
        this.layout = layout;
    }

    static ClusterState of(ClusterLayout layout) {
        ClusterState state = new ClusterState(layout);
        for (RedisProcess node : layout.nodes()) {
            if (Liveness.canAnswer(node)) {
                try {
                    state.views.put(node, ClusterView.of(node));
                } catch (UncheckedIOException | RespErrorException e) {
                    // Killed or frozen a moment ago: like one that was so before.
                    continue;
                }
            }
        }
        return state;
    }

    boolean answers(RedisProcess node) {
        return views.containsKey(node);
    }

    ClusterView view(RedisProcess node) {
        return Objects.requireNonNull(views.get(node), () -> node + " did not answer");
    }

    /** Returns the nodes that answered. */
    List<RedisProcess> answering() {
        return List.copyOf(views.keySet());
    }

    @Nullable RedisProcess ownerOf(int slot) {
        RedisProcess owner = null;
        for (RedisProcess node : views.keySet()) {
            if (isPrimary(node) && view(node).myself().serves(slot) && (owner == null || epoch(node) > epoch(owner))) {
                owner = node;
            }
        }
        return owner;
    }

    /** Returns the nodes that own a slot. */
    List<RedisProcess> owners() {
        return layout.nodes().stream()
                .filter(node -> answers(node) && owns(node, 0, Slots.COUNT - 1))
                .toList();
    }

    /** Returns the member of a shard that owns slots of it; the newest of several, {@code null} if there is none. */
    @Nullable RedisProcess holderOf(ClusterLayout.Shard shard) {
        RedisProcess holder = null;
        for (RedisProcess member : shard.members()) {
            if (answers(member)
                    && owns(member, shard.first(), shard.last())
                    && (holder == null || epoch(member) > epoch(holder))) {
                holder = member;
            }
        }
        return holder;
    }

    boolean isPrimary(RedisProcess node) {
        return view(node).myself().isPrimary();
    }

    boolean isReplicaOf(RedisProcess node, RedisProcess primary) {
        return answers(node) && layout.id(primary).equals(view(node).myself().primaryId());
    }

    List<RedisProcess> replicasOf(RedisProcess primary) {
        return layout.nodes().stream()
                .filter(node -> isReplicaOf(node, primary))
                .toList();
    }

    /** Returns whether one of the others holds a node for down. */
    boolean isSuspected(RedisProcess node) {
        return views.values().stream().anyMatch(view -> view.suspects(layout.id(node)));
    }

    /** Returns whether everybody that answered holds one for a primary and another for its replica. */
    boolean agreeThatReplaced(RedisProcess old, RedisProcess primary) {
        return views.values().stream().allMatch(view -> {
            ClusterView.Entry demoted = view.entry(layout.id(old));
            return demoted != null && layout.id(primary).equals(demoted.primaryId());
        });
    }

    /** Returns what keeps the cluster from being whole, whoever is the primary of what, or {@code null}. */
    @Nullable String missing() {
        Map<String, String> first = null;
        for (RedisProcess node : layout.nodes()) {
            if (!answers(node)) {
                return node + " does not answer";
            }
            String missing = view(node).missing(layout.ids());
            if (missing != null) {
                return node + " " + missing;
            }
            Map<String, String> seen = view(node).layout();
            if (first != null && !seen.equals(first)) {
                return node + " sees another cluster than " + layout.nodes().get(0);
            }
            first = seen;
        }
        BitSet covered = new BitSet();
        owners().forEach(owner -> covered.or(view(owner).myself().slots()));
        if (covered.cardinality() != Slots.COUNT) {
            return "slot " + covered.nextClearBit(0) + " is without a primary";
        }
        for (RedisProcess node : layout.nodes()) {
            if (!Command.askForString(node, "CLUSTER", "INFO").contains("cluster_state:ok\r\n")) {
                return node + " holds the cluster for down";
            }
        }
        return notLinked();
    }

    /** Returns what is otherwise than it was in the beginning, or {@code null}. */
    @Nullable String moved() {
        for (ClusterLayout.Shard shard : layout.shards()) {
            ClusterView.Entry primary = view(shard.primary()).myself();
            if (!primary.isPrimary() || !primary.slots().equals(shard.slots())) {
                return shard.primary() + " does not serve its own slots";
            }
            for (RedisProcess replica : shard.replicas()) {
                if (!isReplicaOf(replica, shard.primary())) {
                    return replica + " is no replica of " + shard.primary();
                }
            }
        }
        for (RedisProcess node : layout.nodes()) {
            if (!view(node).myself().openSlots().isEmpty()) {
                return node + " has slots on their way: " + view(node).myself().openSlots();
            }
        }
        return null;
    }

    private @Nullable String notLinked() {
        for (RedisProcess node : layout.nodes()) {
            String primary = view(node).myself().primaryId();
            String missing = primary == null ? null : Replication.missing(node, layout.node(primary));
            if (missing != null) {
                return missing;
            }
        }
        return null;
    }

    private boolean owns(RedisProcess node, int first, int last) {
        if (!isPrimary(node)) {
            return false;
        }
        BitSet slots = view(node).myself().slots();
        for (int slot = slots.nextSetBit(first); slot >= 0 && slot <= last; slot = slots.nextSetBit(slot + 1)) {
            if (ownerOf(slot) == node) {
                return true;
            }
        }
        return false;
    }

    private long epoch(RedisProcess node) {
        return view(node).myself().configEpoch();
    }
}
