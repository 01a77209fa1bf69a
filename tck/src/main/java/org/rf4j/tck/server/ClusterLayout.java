package org.rf4j.tck.server;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who is what in a cluster when nothing was done to it: the shards, and the ids of the nodes. */
final class ClusterLayout {

    private final List<Shard> shards = new ArrayList<>();
    private final List<RedisProcess> nodes = new ArrayList<>();
    private final Map<RedisProcess, String> ids = new ConcurrentHashMap<>();

    /** Adds the next shard with its part of the slots. */
    void add(RedisProcess primary, List<RedisProcess> replicas, int shards) {
        int index = this.shards.size();
        int first = index * Slots.COUNT / shards;
        int last = (index + 1) * Slots.COUNT / shards - 1;
        this.shards.add(new Shard(primary, List.copyOf(replicas), first, last));
    }

    void add(RedisProcess node) {
        nodes.add(node);
    }

    void identify(RedisProcess node, String id) {
        ids.put(node, id);
    }

    List<Shard> shards() {
        return shards;
    }

    /** Returns the primaries and then the replicas, as they were in the beginning. */
    List<RedisProcess> nodes() {
        return nodes;
    }

    String id(RedisProcess node) {
        String id = ids.get(node);
        if (id == null) {
            throw new IllegalArgumentException(node + " is not a node of this cluster");
        }
        return id;
    }

    List<String> ids() {
        return nodes.stream().map(this::id).toList();
    }

    RedisProcess node(String id) {
        return nodes.stream()
                .filter(node -> id.equals(ids.get(node)))
                .findFirst()
                .orElseThrow(() -> new RedisServerException("no node of this cluster has the id " + id));
    }

    Shard shardOf(int slot) {
        return shards.stream().filter(shard -> shard.has(slot)).findFirst().orElseThrow();
    }

    /**
     * A primary, its replicas and its slots.
     *
     * @param first the first slot
     * @param last the last slot
     */
    record Shard(RedisProcess primary, List<RedisProcess> replicas, int first, int last) {

        boolean has(int slot) {
            return slot >= first && slot <= last;
        }

        BitSet slots() {
            BitSet slots = new BitSet();
            slots.set(first, last + 1);
            return slots;
        }

        List<RedisProcess> members() {
            List<RedisProcess> members = new ArrayList<>();
            members.add(primary);
            members.addAll(replicas);
            return members;
        }
    }
}
