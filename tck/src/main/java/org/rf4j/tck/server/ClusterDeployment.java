package org.rf4j.tck.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Redis Cluster: primaries that share the slots, each with replicas.
 *
 * <p>Every node keeps its id. Who is a primary is asked of the nodes each time; a node that is dead or frozen is none.
 */
public final class ClusterDeployment implements RedisDeployment {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterDeployment.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private final ClusterLayout layout;
    private final @Nullable BusNetwork bus;
    private final ClusterFailover failover;
    private final Set<Integer> openSlots = ConcurrentHashMap.newKeySet();
    private final AtomicLong interventions = new AtomicLong();
    private final Map<RedisProcess, Long> disturbancesAtRest = new ConcurrentHashMap<>();
    private volatile long interventionsAtRest;
    private volatile boolean busWasCut;

    private ClusterDeployment(ClusterDeploymentSettings settings, ClusterLayout layout) {
        this.layout = layout;
        this.bus = settings.busProxies() ? new BusNetwork() : null;
        this.failover = new ClusterFailover(layout, settings.nodeTimeout());
    }

    /** Starts a cluster with the default settings; see {@link #start(ClusterDeploymentSettings)}. */
    public static ClusterDeployment start() {
        return start(ClusterDeploymentSettings.builder().build());
    }

    /**
     * Starts a cluster and waits until it is whole. Without replicas that takes more than the 2 s for which a new primary
     * refuses to serve.
     *
     * @throws RedisServerException if it is not whole within 20 s
     */
    public static ClusterDeployment start(ClusterDeploymentSettings settings) {
        long began = System.nanoTime();
        ClusterDeployment deployment = new ClusterDeployment(settings, new ClusterLayout());
        try {
            ClusterFormation formation = new ClusterFormation(settings, deployment.layout, deployment.bus);
            formation.startNodes();
            LOG.debug("nodes up after {} ms", (System.nanoTime() - began) / 1_000_000);
            formation.form(deployment.restoration(List.of()), START_LIMIT);
        } catch (RuntimeException e) {
            deployment.close();
            throw e;
        }
        deployment.rest();
        LOG.info("{}: up after {} ms: {}", deployment, (System.nanoTime() - began) / 1_000_000, deployment.nodes());
        return deployment;
    }

    /** Returns a deployment of nodes that run already. */
    static ClusterDeployment of(ClusterLayout layout) {
        ClusterDeployment deployment =
                new ClusterDeployment(ClusterDeploymentSettings.builder().build(), layout);
        deployment.rest();
        return deployment;
    }

    @Override
    public String mode() {
        return "cluster";
    }

    /** Returns the addresses of all nodes, alive or dead. */
    @Override
    public List<NodeAddress> endpoints() {
        return layout.nodes().stream().map(RedisProcess::address).toList();
    }

    /** Returns the nodes, those first that are primaries in a restored cluster, in the order of their slots. */
    @Override
    public List<RedisProcess> nodes() {
        return List.copyOf(layout.nodes());
    }

    /**
     * Returns the id of a node, which stays the same for life.
     *
     * @throws IllegalArgumentException if it is not a node of this cluster
     */
    public String id(RedisProcess node) {
        return layout.id(node);
    }

    /** Returns the nodes that serve slots now; where a primary is gone and not replaced yet, one is missing. */
    public List<RedisProcess> primaries() {
        return ClusterState.of(layout).owners();
    }

    /**
     * Returns the node that serves a slot now. Does not wait for a failover to end; see {@link #awaitStable(Duration)}.
     *
     * @throws RedisServerException if there is none at the moment
     */
    public RedisProcess primaryOf(int slot) {
        return findPrimaryOf(slot)
                .orElseThrow(() -> new RedisServerException("no node serves slot " + slot + " at the moment"));
    }

    /** Returns the node that serves the slot of a key now; see {@link #primaryOf(int)} and {@link Slots#of(String)}. */
    public RedisProcess primaryOf(String key) {
        return primaryOf(Slots.of(key));
    }

    /** Returns the node that serves a slot, or nothing if there is none at the moment; see {@link #primaryOf(int)}. */
    public Optional<RedisProcess> findPrimaryOf(int slot) {
        return Optional.ofNullable(ClusterState.of(layout).ownerOf(Slots.checked(slot)));
    }

    /** Returns the nodes that say they are replicas of a node, which may be dead itself. */
    public List<RedisProcess> replicasOf(RedisProcess primary) {
        return ClusterState.of(layout).replicasOf(primary);
    }

    /** Returns whether a node says that it is a primary. */
    public boolean isPrimary(RedisProcess node) {
        ClusterState state = ClusterState.of(layout);
        return state.answers(node) && state.isPrimary(node);
    }

    /**
     * Has a replica take the place of its primary while that works ({@code CLUSTER FAILOVER}), and waits until all
     * nodes know.
     *
     * @return the new primary
     * @throws RedisServerException if Redis has given it up three times
     */
    public RedisProcess failOver(RedisProcess primary) {
        intervene();
        return failover.complete(primary);
    }

    /**
     * Orders a replica to take the place of its primary while that works, and does not wait until it has. If there was
     * a failover from this primary or to this replica a moment ago, the order is delayed by up to four times the node
     * timeout, as Redis would not carry it out earlier.
     *
     * @return the replica that has accepted the order
     * @throws RedisServerException if no replica is linked to the primary
     */
    public RedisProcess beginFailOver(RedisProcess primary) {
        intervene();
        return failover.begin(primary);
    }

    /** Has a replica replace its primary, which is not asked ({@code CLUSTER FAILOVER FORCE}). Does not wait. */
    public void forceFailOver(RedisProcess replica) {
        intervene();
        LOG.info("{}: forced failover", replica);
        failover.force(replica);
    }

    /** Makes a replica a primary though nobody is asked ({@code CLUSTER FAILOVER TAKEOVER}). It is one at once. */
    public void takeOver(RedisProcess replica) {
        intervene();
        LOG.info("{}: takeover", replica);
        ClusterFailover.order(replica);
    }

    /** Moves a slot with all its keys to another primary, while clients use it. */
    public void migrate(int slot, RedisProcess to) {
        LOG.info("slot {}: migration to {}", slot, to);
        migration(slot, to).begin().complete();
    }

    /** Returns the migration of a slot to another primary, not begun. */
    public SlotMigration migration(int slot, RedisProcess to) {
        return new SlotMigration(this, slot, primaryOf(slot), to);
    }

    /**
     * Drops all bus connections from and to a node, and refuses new ones, until it is {@linkplain #healBus healed}.
     * Clients and the replication are not affected.
     *
     * @throws IllegalStateException if the bus does not lead through
     *     {@linkplain ClusterDeploymentSettings.Builder#busProxies proxies}
     */
    public void cutBus(RedisProcess node) {
        interventions.incrementAndGet();
        busWasCut = true;
        LOG.info("{}: bus cut", node);
        bus().cut(layout.id(node));
    }

    /** Lets bus connections from and to a node pass again. */
    public void healBus(RedisProcess node) {
        LOG.info("{}: bus healed", node);
        bus().heal(layout.id(node));
    }

    /** Removes all data ({@code FLUSHALL} on each primary). */
    public void flush() {
        primaries().forEach(primary -> Command.tell(primary, "FLUSHALL"));
    }

    /**
     * Waits until the cluster is whole, without doing anything for it: every process runs, all nodes know all others
     * and agree on who is what, every slot is served, the cluster is up to each of them and every replica is linked to
     * its primary. Any node may be a primary, and slots may be on their way.
     */
    @Override
    public void awaitStable(Duration limit) {
        Stability.await(toString(), limit, this::missing);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The primaries of the beginning are primaries again, with the slots they had, and no slot is on its way. Nodes
     * that were dead come back with the id they had. Replicas that may have stood for election are started anew, as
     * they would not do so again for four times the node timeout otherwise. If a failover has begun and not yet been decided, the restoration
     * decides it: a replica takes over from a dead primary, and hands back what it has when the primary is up again.
     * Only where all nodes of a shard were dead is its data lost, and the restoration takes 2 s longer. Clients see
     * what they see at a planned failover; {@link #flush()} removes the data.
     */
    @Override
    public void restore(Duration limit) {
        if (!layout.nodes().get(0).isOurs()) {
            awaitStable(limit);
            return;
        }
        long began = System.nanoTime();
        if (isAtRest() && Stability.ask(this::missingOrMoved) == null) {
            return;
        }
        if (bus != null) {
            bus.healAll();
        }
        layout.nodes().forEach(RedisProcess::healNetwork);
        Concurrently.forEach(layout.nodes(), RedisProcess::thaw);
        ClusterRestoration restoration = restoration(candidates());
        Stability.await(toString(), limit.minusNanos(System.nanoTime() - began), restoration::step);
        rest();
        LOG.info("{}: restored after {} ms", this, (System.nanoTime() - began) / 1_000_000);
    }

    @Override
    public void close() {
        Concurrently.forEach(layout.nodes(), RedisProcess::close);
        if (bus != null) {
            bus.close();
        }
    }

    /** Returns the slots whose migration has begun and not ended. */
    Set<Integer> openSlots() {
        return Set.copyOf(openSlots);
    }

    void opened(int slot) {
        intervene();
        openSlots.add(slot);
    }

    private void intervene() {
        layout.nodes().forEach(RedisProcess::requireOurs);
        interventions.incrementAndGet();
    }

    void closed(int slot) {
        openSlots.remove(slot);
    }

    private BusNetwork bus() {
        if (bus == null) {
            throw new IllegalStateException(
                    "the bus of " + this + " leads through no proxies; start it with busProxies(true) in its settings");
        }
        return bus;
    }

    private @Nullable String missing() {
        return ClusterState.of(layout).missing();
    }

    private @Nullable String missingOrMoved() {
        ClusterState state = ClusterState.of(layout);
        String missing = state.missing();
        return missing != null ? missing : state.moved();
    }

    private ClusterRestoration restoration(List<RedisProcess> candidates) {
        return new ClusterRestoration(this, layout, failover, candidates);
    }

    /** Returns the replicas that may have stood for election since the cluster was last at rest. */
    private List<RedisProcess> candidates() {
        ClusterState state = ClusterState.of(layout);
        List<RedisProcess> candidates = new ArrayList<>();
        for (ClusterLayout.Shard shard : layout.shards()) {
            boolean doubted = busWasCut || isDisturbed(shard.primary());
            if (doubted || state.holderOf(shard) != shard.primary()) {
                failover.voted(shard.primary());
                candidates.addAll(shard.replicas());
            } else {
                shard.replicas().stream().filter(failover::wasCandidate).forEach(candidates::add);
            }
        }
        return candidates;
    }

    private boolean isAtRest() {
        return interventions.get() == interventionsAtRest
                && layout.nodes().stream().noneMatch(this::isDisturbed);
    }

    private boolean isDisturbed(RedisProcess node) {
        return node.disturbances() != disturbancesAtRest.getOrDefault(node, 0L);
    }

    private void rest() {
        interventionsAtRest = interventions.get();
        layout.nodes().forEach(node -> disturbancesAtRest.put(node, node.disturbances()));
        busWasCut = false;
    }

    /** Returns the kind and the size of the deployment. */
    @Override
    public String toString() {
        return "cluster deployment of " + layout.nodes().size();
    }
}
