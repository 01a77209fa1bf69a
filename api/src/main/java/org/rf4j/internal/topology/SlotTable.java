package org.rf4j.internal.topology;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which primary serves which slot. Read on any thread; written on the deciding one. A claim wins with a higher
 * configuration epoch than the one before it had (clause F7), or if the owner itself says that the slot is not its own.
 */
final class SlotTable {

    private final AtomicReferenceArray<@Nullable ClusterPrimary> owners = new AtomicReferenceArray<>(Slots.COUNT);

    /** The same for the deciding thread, which goes over all slots just when nobody has time to wait. */
    private final @Nullable ClusterPrimary[] own = new @Nullable ClusterPrimary[Slots.COUNT];

    private final long[] epochs = new long[Slots.COUNT];

    private volatile Map<ClusterPrimary, Integer> serving = Map.of();

    /** Slots that went from one primary to another. */
    record Move(@Nullable ClusterPrimary from, ClusterPrimary to) {}

    @Nullable ClusterPrimary owner(int slot) {
        return owners.get(slot);
    }

    /**
     * Takes in what a node says; returns the moves with the number of slots of each.
     *
     * @param known returns the primary that a node is known as; null if it is not
     * @param made returns it too, made where it was not known: only for those who win a slot
     */
    Map<Move, Integer> merge(
            ClusterView view,
            Function<ClusterView.Peer, @Nullable ClusterPrimary> known,
            Function<ClusterView.Peer, ClusterPrimary> made) {
        Map<Move, Integer> moves = new LinkedHashMap<>();
        for (ClusterView.Peer peer : view.peers()) {
            if (!peer.servesSlots()) {
                continue;
            }
            ClusterPrimary claimant = known.apply(peer);
            for (ClusterView.Range range : peer.slots()) {
                ClusterPrimary from = null;
                int moved = 0;
                for (int slot = range.from(); slot <= range.to(); slot++) {
                    ClusterPrimary owner = own[slot];
                    if (owner != null && owner == claimant) {
                        epochs[slot] = Math.max(epochs[slot], peer.epoch());
                    } else if (wins(view, peer, slot, owner)) {
                        claimant = claimant == null ? made.apply(peer) : claimant;
                        put(slot, claimant, peer.epoch());
                        if (owner != from) {
                            count(moves, from, claimant, moved);
                            from = owner;
                            moved = 0;
                        }
                        moved++;
                    }
                }
                count(moves, from, claimant, moved);
            }
        }
        if (!moves.isEmpty()) {
            serving = lowestSlots();
        }
        return moves;
    }

    private static void count(
            Map<Move, Integer> moves, @Nullable ClusterPrimary from, @Nullable ClusterPrimary to, int slots) {
        if (slots > 0 && to != null) {
            moves.merge(new Move(from, to), slots, Integer::sum);
        }
    }

    private boolean wins(ClusterView view, ClusterView.Peer peer, int slot, @Nullable ClusterPrimary owner) {
        if (owner == null || peer.id().equals(owner.id()) || peer.epoch() > epochs[slot]) {
            return true;
        }
        ClusterView.Peer self = view.self();
        boolean disowned = self != null && self.id().equals(owner.id());
        // A cluster that was set up anew begins with low epochs, and does not know the nodes of the one before.
        boolean forgotten = owner.slot().held() == null && view.find(owner.id(), owner.endpoint()) == null;
        return disowned || forgotten;
    }

    /** A slot is served by another primary, by the word of its owner. */
    void put(int slot, ClusterPrimary owner) {
        put(slot, owner, epochs[slot]);
        serving = lowestSlots();
    }

    private void put(int slot, ClusterPrimary owner, long epoch) {
        epochs[slot] = epoch;
        own[slot] = owner;
        owners.set(slot, owner);
    }

    /** Returns the primaries that have slots, each with its lowest one. */
    Map<ClusterPrimary, Integer> serving() {
        return serving;
    }

    boolean serves(@Nullable ClusterPrimary primary) {
        return primary != null && serving.containsKey(primary);
    }

    /** Returns who has no slots any more after some moves, with the reason. */
    Map<ClusterPrimary, String> replaced(Map<Move, Integer> moves) {
        Map<ClusterPrimary, String> replaced = new LinkedHashMap<>();
        for (Move move : moves.keySet()) {
            ClusterPrimary from = move.from();
            if (from != null && !serves(from)) {
                replaced.putIfAbsent(from, move.to() + " serves its slots now");
            }
        }
        return replaced;
    }

    private Map<ClusterPrimary, Integer> lowestSlots() {
        Map<ClusterPrimary, Integer> lowest = new LinkedHashMap<>();
        ClusterPrimary previous = null;
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            ClusterPrimary owner = own[slot];
            if (owner != null && owner != previous) {
                lowest.putIfAbsent(owner, slot);
            }
            previous = owner;
        }
        return lowest;
    }

    /** Returns how many slots have no primary that answers. */
    int unserved() {
        int unserved = 0;
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            ClusterPrimary owner = owners.get(slot);
            if (owner == null || owner.link() == null) {
                unserved++;
            }
        }
        return unserved;
    }
}
