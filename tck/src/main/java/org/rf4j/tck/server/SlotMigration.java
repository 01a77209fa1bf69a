package org.rf4j.tck.server;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A slot on its way from one primary to another, step by step, while clients use it. Between {@link #begin()} and
 * {@link #finish()} the source still owns the slot: it answers for the keys it has, and with {@code ASK} for others.
 *
 * <p>The names of the keys must be text. Not thread-safe.
 *
 * @see <a href="https://redis.io/docs/latest/commands/cluster-setslot/">CLUSTER SETSLOT</a>
 */
public final class SlotMigration implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SlotMigration.class);
    private static final int BATCH = 100;
    private static final int MIGRATE_MILLIS = 1_000;

    private final ClusterDeployment deployment;
    private final int slot;
    private final RedisProcess source;
    private final RedisProcess target;
    private boolean open;

    SlotMigration(ClusterDeployment deployment, int slot, RedisProcess source, RedisProcess target) {
        if (source == target) {
            throw new IllegalArgumentException("slot " + slot + " already belongs to " + source);
        }
        this.deployment = deployment;
        this.slot = slot;
        this.source = source;
        this.target = target;
    }

    /** Returns the slot. */
    public int slot() {
        return slot;
    }

    /** Returns the primary the slot comes from. */
    public RedisProcess source() {
        return source;
    }

    /** Returns the primary the slot goes to. */
    public RedisProcess target() {
        return target;
    }

    /** Declares the slot as on its way, at both ends; no key is moved yet. */
    public SlotMigration begin() {
        LOG.debug("slot {}: from {} to {}", slot, source, target);
        deployment.opened(slot);
        open = true;
        // The target first: it must know what it is asked for.
        setSlot(target, "IMPORTING", deployment.id(source));
        setSlot(source, "MIGRATING", deployment.id(target));
        return this;
    }

    /**
     * Moves some of the keys.
     *
     * @param limit how many at most
     * @return how many were moved; fewer than the limit if the source has no more
     */
    public int moveKeys(int limit) {
        List<String> keys = new ArrayList<>();
        try (RespConnection connection = source.connect(Command.TIMEOUT)) {
            for (@Nullable Object key : connection.callForList(
                    "CLUSTER", "GETKEYSINSLOT", Integer.toString(slot), Integer.toString(limit))) {
                keys.add(String.valueOf(key));
            }
            if (!keys.isEmpty()) {
                connection.call(migrate(keys));
            }
        }
        return keys.size();
    }

    /** Moves all keys that the source has left. */
    public void moveAllKeys() {
        while (moveKeys(BATCH) > 0) {
            LOG.trace("slot {}: a batch of keys was moved", slot);
        }
    }

    /**
     * Gives the slot to the target and tells all primaries.
     *
     * @throws RespErrorException if the source still has keys
     */
    public void finish() {
        Stability.await(target + " as the heir of " + source, Command.TIMEOUT, this::epochUnknownToTarget);
        // The target first: while it does not know that the slot is its own, the source must not send anybody there.
        setSlot(target, "NODE", deployment.id(target));
        setSlot(source, "NODE", deployment.id(target));
        for (RedisProcess other : deployment.primaries()) {
            if (other != source && other != target) {
                setSlot(other, "NODE", deployment.id(target));
            }
        }
        open = false;
        deployment.closed(slot);
    }

    /**
     * Makes the slot whole again if it is on its way: takes it to the target and all of it back to the source, in steps
     * that are safe for clients. If one of the two is not a primary any more, that is left to
     * {@link ClusterDeployment#restore}. Does nothing before {@link #begin()} and after {@link #finish()}.
     */
    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        if (isPrimary(source) && isPrimary(target)) {
            complete();
            new SlotMigration(deployment, slot, target, source).begin().complete();
        } else {
            LOG.debug("slot {} stays on its way from {} to {}", slot, source, target);
        }
    }

    void complete() {
        moveAllKeys();
        finish();
    }

    private String[] migrate(List<String> keys) {
        List<String> command = new ArrayList<>(List.of(
                "MIGRATE",
                RedisProcess.HOST,
                Integer.toString(target.port()),
                "",
                "0",
                Integer.toString(MIGRATE_MILLIS),
                // What a broken migration left at the target is older.
                "REPLACE"));
        RedisProcessSettings settings = target.settings();
        String password = settings.password();
        if (password != null) {
            String user = settings.user();
            command.addAll(user == null ? List.of("AUTH", password) : List.of("AUTH2", user, password));
        }
        command.add("KEYS");
        command.addAll(keys);
        return command.toArray(String[]::new);
    }

    private void setSlot(RedisProcess node, String state, String id) {
        Command.tell(node, "CLUSTER", "SETSLOT", Integer.toString(slot), state, id);
    }

    /**
     * Returns why the target would not outrank the source yet. It takes an epoch above those it has heard of; below that
     * of the source, anybody who still holds the source for the owner would talk it out of the slot, and the keys with
     * it.
     */
    private @Nullable String epochUnknownToTarget() {
        long epoch = ClusterView.of(source).myself().configEpoch();
        ClusterView known = ClusterView.of(target);
        ClusterView.Entry entry = known.entry(deployment.id(source));
        if (entry == null || entry.configEpoch() != epoch) {
            return "it has not heard of the epoch of the source yet";
        }
        return known.myself().configEpoch() == epoch ? "both have the same epoch" : null;
    }

    private static boolean isPrimary(RedisProcess node) {
        return Liveness.canAnswer(node) && Replication.of(node).isPrimary();
    }
}
