package org.rf4j.tck.server;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads a cluster back to what it was in the beginning, with the data it has: looks at it again and again, and each
 * time does what can be done next. For one restoration.
 */
final class ClusterRestoration {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterRestoration.class);

    private final ClusterDeployment deployment;
    private final ClusterLayout layout;
    private final ClusterFailover failover;
    private final Set<RedisProcess> candidates = new LinkedHashSet<>();
    private final Set<RedisProcess> undecided = new HashSet<>();

    /**
     * Prepares a restoration.
     *
     * @param candidates the replicas that may have stood for election, which they would do again only seconds later
     */
    ClusterRestoration(
            ClusterDeployment deployment,
            ClusterLayout layout,
            ClusterFailover failover,
            Collection<RedisProcess> candidates) {
        this.deployment = deployment;
        this.layout = layout;
        this.failover = failover;
        this.candidates.addAll(candidates);
        candidates.stream().filter(failover::wasCandidate).forEach(undecided::add);
    }

    /** Does what can be done next; returns what is still missing, or {@code null}. */
    @Nullable String step() {
        String absent = bringUp();
        if (absent != null) {
            return absent;
        }
        ClusterState state = ClusterState.of(layout);
        String missing = null;
        for (ClusterLayout.Shard shard : layout.shards()) {
            String ofShard = reorder(shard, state);
            missing = missing == null ? ofShard : missing;
        }
        if (missing == null) {
            missing = bringSlotsHome(state);
        }
        if (missing == null) {
            missing = state.missing();
        }
        if (missing == null) {
            missing = state.moved();
        }
        return missing != null ? missing : renewCandidates();
    }

    /** Starts the candidates anew, which is how a replica forgets that it stood for election. */
    private @Nullable String renewCandidates() {
        if (candidates.isEmpty()) {
            return null;
        }
        List<RedisProcess> renewed = List.copyOf(candidates);
        Concurrently.forEach(renewed, RedisProcess::restart);
        renewed.forEach(this::reborn);
        return renewed + " have just been started anew";
    }

    private void reborn(RedisProcess node) {
        undecided.remove(node);
        candidates.remove(node);
        failover.reborn(node);
    }

    /**
     * Starts what is dead. Where a primary died and nobody has replaced it, a replica does so first: the primary would
     * come back without data, and refuse to serve for its first two seconds.
     */
    private @Nullable String bringUp() {
        if (Liveness.missing(layout.nodes()) == null) {
            return null;
        }
        ClusterState state = ClusterState.of(layout);
        List<RedisProcess> dead = new ArrayList<>();
        for (ClusterLayout.Shard shard : layout.shards()) {
            if (state.holderOf(shard) == null) {
                RedisProcess heir = heir(shard, state);
                if (heir == null && shard.members().stream().anyMatch(RedisProcess::isAlive)) {
                    return "one of " + shard.members() + " lives and does not say what it is";
                }
                if (heir != null) {
                    LOG.debug("{} takes over", heir);
                    failover.takeOver(heir);
                }
            }
            shard.members().stream().filter(member -> !member.isAlive()).forEach(dead::add);
        }
        Concurrently.forEach(dead, RedisProcess::start);
        dead.forEach(this::reborn);
        return Liveness.missing(layout.nodes());
    }

    /** Makes the members of a shard follow its original primary again. */
    private @Nullable String reorder(ClusterLayout.Shard shard, ClusterState state) {
        for (RedisProcess member : shard.members()) {
            if (!state.answers(member)) {
                return member + " does not answer";
            }
        }
        RedisProcess holder = state.holderOf(shard);
        if (holder == null) {
            RedisProcess heir = heir(shard, state);
            if (heir == null) {
                return "nobody serves the slots of " + shard.primary();
            }
            failover.takeOver(heir);
            return heir + " has just taken over";
        }
        for (RedisProcess member : shard.members()) {
            if (member != holder && !state.isReplicaOf(member, holder)) {
                follow(member, holder, state);
                return member + " does not follow " + holder;
            }
        }
        boolean doubted =
                state.answering().stream().anyMatch(node -> state.view(node).holdsForDown(layout.id(holder)));
        // Told to become the primary, and perhaps about to: that is decided first.
        undecided.remove(holder);
        List<RedisProcess> eager =
                shard.replicas().stream().filter(undecided::contains).toList();
        List<RedisProcess> successors = List.of(shard.primary());
        if (!eager.isEmpty()) {
            successors = eager;
        } else if (doubted) {
            // Those who agree that a primary is down hold to that for a while, but not of a replica.
            successors = shard.members();
        } else if (holder == shard.primary()) {
            return null;
        }
        RedisProcess next = fit(successors, holder, state);
        if (next == null) {
            return "no replica of " + holder + " is ready to replace it";
        }
        failover.handOver(holder, next);
        return next + " has just replaced " + holder;
    }

    private void follow(RedisProcess member, RedisProcess holder, ClusterState state) {
        ClusterView.Entry itself = state.view(member).myself();
        if (itself.isPrimary() && !itself.slots().isEmpty()) {
            // It has not heard yet that it was replaced, and will follow as soon as it has.
            return;
        }
        if (itself.isPrimary()) {
            Command.tell(member, "FLUSHALL");
        }
        if (state.view(member).entry(layout.id(holder)) != null) {
            Command.tell(member, "CLUSTER", "REPLICATE", layout.id(holder));
        }
    }

    private @Nullable String bringSlotsHome(ClusterState state) {
        Set<Integer> away = new TreeSet<>(deployment.openSlots());
        for (RedisProcess node : state.owners()) {
            away.addAll(state.view(node).myself().openSlots());
        }
        for (ClusterLayout.Shard shard : layout.shards()) {
            for (int slot = shard.first(); slot <= shard.last(); slot++) {
                if (state.ownerOf(slot) != shard.primary()) {
                    away.add(slot);
                }
            }
        }
        for (int slot : away) {
            bringHome(slot, state);
        }
        return away.isEmpty() ? null : "slots have just been brought home: " + away;
    }

    private void bringHome(int slot, ClusterState state) {
        RedisProcess home = layout.shardOf(slot).primary();
        RedisProcess owner = state.ownerOf(slot);
        if (owner == null) {
            throw new RedisServerException("slot " + slot + " is without a primary");
        }
        for (RedisProcess other : state.owners()) {
            boolean involved = state.view(other).myself().openSlots().contains(slot)
                    || !Long.valueOf(0)
                            .equals(Command.ask(other, "CLUSTER", "COUNTKEYSINSLOT", Integer.toString(slot)));
            if (other != owner && involved) {
                if (!state.view(other).believesThatServes(layout.id(owner), slot)) {
                    // As long as it expects the slot from somebody, it does not hear that another owns it by now.
                    setSlot(other, slot, "STABLE");
                    setSlot(other, slot, "NODE", layout.id(owner));
                }
                // Completed first: what clients have written at either end stays.
                owner = move(slot, owner, other);
            }
        }
        if (owner != home) {
            move(slot, owner, home);
        }
        for (RedisProcess primary : state.owners()) {
            setSlot(primary, slot, "STABLE");
        }
        deployment.closed(slot);
    }

    private RedisProcess move(int slot, RedisProcess from, RedisProcess to) {
        new SlotMigration(deployment, slot, from, to).begin().complete();
        return to;
    }

    private static void setSlot(RedisProcess node, int slot, String... state) {
        List<String> command = new ArrayList<>(List.of("CLUSTER", "SETSLOT", Integer.toString(slot)));
        command.addAll(List.of(state));
        Command.tell(node, command.toArray(String[]::new));
    }

    /**
     * Returns the replica with most data of a shard whose primary is gone; nothing if one that lives gave no answer, as
     * that may be the primary.
     */
    private static @Nullable RedisProcess heir(ClusterLayout.Shard shard, ClusterState state) {
        List<RedisProcess> living =
                shard.members().stream().filter(RedisProcess::isAlive).toList();
        if (!living.stream().allMatch(state::answers)) {
            return null;
        }
        return living.stream()
                .filter(member -> !state.isPrimary(member))
                .max(Comparator.comparingLong(member -> Replication.of(member).offset()))
                .orElse(null);
    }

    private static @Nullable RedisProcess fit(List<RedisProcess> candidates, RedisProcess holder, ClusterState state) {
        return candidates.stream()
                .filter(candidate -> candidate != holder
                        && state.isReplicaOf(candidate, holder)
                        && !state.isSuspected(candidate)
                        && Replication.missing(candidate, holder) == null)
                .findFirst()
                .orElse(null);
    }
}
