package org.rf4j.tck.server;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A primary with its replicas, and the sentinels that watch over them.
 *
 * <p>The sentinels are started knowing what they would need seconds to find out: the replicas and one another.
 */
public final class SentinelDeployment implements RedisDeployment {

    private static final Logger LOG = LoggerFactory.getLogger(SentinelDeployment.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration FAILOVER_LIMIT = Duration.ofSeconds(10);

    private final SentinelDeploymentSettings settings;
    private final List<RedisProcess> nodes = new ArrayList<>();
    private final List<RedisProcess> sentinels = new ArrayList<>();
    private final List<String> sentinelIds = new ArrayList<>();

    /** Above zero from the start, so that a sentinel which forgets it is seen to. */
    private long epoch = 1;

    private final AtomicLong orders = new AtomicLong();
    private long disturbancesAtRest;

    private SentinelDeployment(SentinelDeploymentSettings settings) {
        this.settings = settings;
    }

    /** Starts a deployment with the default settings; see {@link #start(SentinelDeploymentSettings)}. */
    public static SentinelDeployment start() {
        return start(SentinelDeploymentSettings.builder().build());
    }

    /**
     * Starts a deployment and waits until it is whole.
     *
     * @throws RedisServerException if it is not whole within 20 s
     */
    public static SentinelDeployment start(SentinelDeploymentSettings settings) {
        SentinelDeployment deployment = new SentinelDeployment(settings);
        try {
            deployment.startAll();
            return deployment;
        } catch (RuntimeException e) {
            deployment.close();
            throw e;
        }
    }

    /** Returns a deployment of servers that run already. */
    static SentinelDeployment of(String name, List<RedisProcess> nodes, List<RedisProcess> sentinels) {
        SentinelDeployment deployment = new SentinelDeployment(
                SentinelDeploymentSettings.builder().name(name).build());
        deployment.nodes.addAll(nodes);
        deployment.sentinels.addAll(sentinels);
        return deployment;
    }

    @Override
    public String mode() {
        return "sentinel";
    }

    /** Returns the name under which the sentinels know the primary. */
    public String name() {
        return settings.name();
    }

    /** Returns the addresses of all sentinels, alive or dead. */
    @Override
    public List<NodeAddress> endpoints() {
        return sentinels.stream().map(RedisProcess::address).toList();
    }

    /** Returns the primary and the replicas, whichever is which now. */
    @Override
    public List<RedisProcess> nodes() {
        return List.copyOf(nodes);
    }

    /** Returns the sentinels. */
    public List<RedisProcess> sentinels() {
        return List.copyOf(sentinels);
    }

    /** Returns what can be done to the sentinels' watch. */
    public SentinelFaults faults() {
        sentinels.forEach(RedisProcess::requireOurs);
        return new SentinelFaults(this);
    }

    /**
     * Returns the server that is the primary now: a majority of the reachable sentinels name it, and it says so
     * itself. Does not wait for a failover to end; see {@link #awaitStable(Duration)}.
     *
     * @throws RedisServerException if there is none at the moment
     */
    public RedisProcess primary() {
        return findPrimary()
                .orElseThrow(
                        () -> new RedisServerException("no server is named by a majority of the reachable sentinels"
                                + " and says itself that it is the primary"));
    }

    /** Returns the servers that are not the {@linkplain #primary() primary}, alive or dead. */
    public List<RedisProcess> replicas() {
        return allBut(primary());
    }

    /** Returns the primary, or nothing if there is none at the moment; see {@link #primary()}. */
    public Optional<RedisProcess> findPrimary() {
        Map<NodeAddress, Integer> votes = new LinkedHashMap<>();
        int reachable = 0;
        for (RedisProcess sentinel : sentinels) {
            if (Liveness.canAnswer(sentinel)) {
                try {
                    votes.merge(SentinelView.primaryAccordingTo(sentinel, name()), 1, Integer::sum);
                    reachable++;
                } catch (UncheckedIOException | RespErrorException | RedisServerException e) {
                    LOG.debug("{} does not name a primary: {}", sentinel, e.getMessage());
                }
            }
        }
        for (Map.Entry<NodeAddress, Integer> vote : votes.entrySet()) {
            if (vote.getValue() * 2 > reachable) {
                return node(vote.getKey()).filter(Replication::saysPrimary);
            }
        }
        return Optional.empty();
    }

    /**
     * Has the sentinels replace the primary while it works ({@code SENTINEL FAILOVER}). Returns when a sentinel has
     * accepted the order, which is before the promotion. A refusal because of an earlier failover, or because no
     * replica is fit yet, is tried again for up to 10 s.
     *
     * @throws RedisServerException if no sentinel accepts the order
     */
    public void failOver() {
        sentinels.forEach(RedisProcess::requireOurs);
        LOG.info("{}: planned failover", this);
        Stability.await("a planned failover", FAILOVER_LIMIT, () -> {
            for (RedisProcess sentinel : sentinels) {
                if (Liveness.canAnswer(sentinel)) {
                    try (RespConnection connection = sentinel.connect(SentinelView.TIMEOUT)) {
                        connection.call("SENTINEL", "FAILOVER", name());
                        return null;
                    }
                }
            }
            return "no sentinel is alive";
        });
        ordered();
    }

    /**
     * Waits until the deployment is whole, without doing anything for it: every process runs, all sentinels agree on
     * a primary which agrees itself, its replicas are linked to it, every sentinel is connected to each of them and to
     * each other sentinel, and no failover is in progress.
     */
    @Override
    public void awaitStable(Duration limit) {
        Stability.await(toString(), limit, this::missing);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Unless nothing was done to the deployment since it was last whole, the sentinels are killed and started anew
     * with a configuration that names the primary, every replica and every sentinel, under an epoch that is as high as
     * any before. That takes a fraction of a second, while left to themselves they need several to notice that a
     * replica is back, and after a failover that came to nothing they refuse the next one for twice their failover
     * timeout. Clients lose their connections to the sentinels by it. {@link #settle(Duration)} is the slow way that
     * leaves the sentinels alone.
     *
     * <p>If a failover has begun and not yet been decided, the restoration decides it.
     */
    @Override
    public void restore(Duration limit) {
        if (!nodes.get(0).isOurs()) {
            awaitStable(limit);
            return;
        }
        long began = System.nanoTime();
        if (disturbances() == disturbancesAtRest && Stability.ask(this::missing) == null) {
            return;
        }
        Concurrently.forEach(sentinels, RedisProcess::kill);
        Concurrently.forEach(nodes, RedisProcess::thaw);
        all().forEach(RedisProcess::healNetwork);
        RedisProcess named = nodes.get(0);
        long configEpoch = -1;
        for (RedisProcess sentinel : sentinels) {
            SentinelMemory memory = SentinelMemory.of(sentinel, name());
            epoch = Math.max(epoch, memory.currentEpoch());
            if (memory.configEpoch() > configEpoch && memory.primary() != null) {
                configEpoch = memory.configEpoch();
                named = node(memory.primary()).orElse(named);
            }
        }
        RedisProcess primary = PrimaryChoice.among(nodes, named);
        if (primary != named) {
            epoch++;
        }
        bringUp(primary, limit.minusNanos(System.nanoTime() - began));
        LOG.info("{}: restored after {} ms, primary {}", this, (System.nanoTime() - began) / 1_000_000, primary);
    }

    /**
     * Thaws what is frozen, starts what is dead, old primaries as replicas, and lets the sentinels finish what they have
     * begun. They and their clients' connections stay, which takes some seconds; see {@link #restore(Duration)}. After a failover that came to nothing
     * the sentinels refuse the next for twice their failover timeout, which this does not change.
     *
     * @throws RedisServerException if the deployment is not whole within the limit
     */
    public void settle(Duration limit) {
        long began = System.nanoTime();
        all().forEach(RedisProcess::healNetwork);
        Concurrently.forEach(sentinels, RedisProcess::thaw);
        Concurrently.forEach(sentinels, sentinel -> {
            if (!sentinel.isAlive()) {
                sentinel.restartKeepingConfiguration();
            }
        });
        Concurrently.forEach(nodes, RedisProcess::thaw);
        SentinelTimers.hurry(sentinels);
        try {
            Stability.await(toString(), limit.minusNanos(System.nanoTime() - began), () -> {
                findPrimary().ifPresent(this::followFrom);
                return missing();
            });
        } finally {
            SentinelTimers.relax(sentinels, settings.pingPeriod());
        }
        disturbancesAtRest = disturbances();
        LOG.info("{}: settled after {} ms", this, (System.nanoTime() - began) / 1_000_000);
    }

    @Override
    public void close() {
        // The sentinels first, so that they do not begin a failover meanwhile.
        Concurrently.forEach(sentinels, RedisProcess::close);
        Concurrently.forEach(nodes, RedisProcess::close);
    }

    private void startAll() {
        long began = System.nanoTime();
        RedisProcess primary = new RedisProcess(settings.primaryNode());
        nodes.add(primary);
        primary.start();
        for (int i = 1; i <= settings.replicas(); i++) {
            nodes.add(new RedisProcess(settings.replicaNode(i, primary.address())));
        }
        for (int i = 1; i <= settings.sentinels(); i++) {
            sentinelIds.add(newId());
            sentinels.add(new RedisProcess(settings.sentinelNode(i)));
        }
        bringUp(primary, START_LIMIT);
        LOG.info("{}: up after {} ms: {}, {}", this, (System.nanoTime() - began) / 1_000_000, nodes, sentinels);
    }

    /** Makes one server the primary of all, and starts the sentinels, which must be down, with that knowledge. */
    private void bringUp(RedisProcess primary, Duration limit) {
        long began = System.nanoTime();
        primary.startOnce(primary.settings().toBuilder().without("replicaof").build());
        List<RedisProcess> replicas = allBut(primary);
        Concurrently.forEach(replicas, replica -> startFollowing(replica, primary));
        // A sentinel asks a replica when it starts and not again for ten seconds.
        Stability.await(toString(), limit, () -> {
            // Asked each time: a thawed server may first obey what a sentinel told it while it was frozen.
            if (!Replication.of(primary).isPrimary()) {
                Command.tell(primary, "REPLICAOF", "NO", "ONE");
            }
            for (RedisProcess replica : replicas) {
                if (!Replication.of(replica).follows(primary.address())) {
                    follow(replica, primary);
                }
            }
            return notLinked(replicas, primary);
        });
        LOG.debug("{}: replicas linked after {} ms", this, (System.nanoTime() - began) / 1_000_000);
        List<NodeAddress> addresses =
                replicas.stream().map(RedisProcess::address).toList();
        Concurrently.forEach(sentinels, sentinel -> {
            int index = sentinels.indexOf(sentinel);
            Map<String, NodeAddress> others = new LinkedHashMap<>();
            for (int i = 0; i < sentinels.size(); i++) {
                if (i != index) {
                    others.put(sentinelIds.get(i), sentinels.get(i).address());
                }
            }
            sentinel.startAs(settings.sentinelNode(
                    index + 1, sentinelIds.get(index), primary.address(), addresses, others, epoch));
        });
        // Of two that start at once, one finds the other not listening, and tries again after its ping period.
        SentinelTimers.hurry(sentinels);
        try {
            awaitStable(limit.minusNanos(System.nanoTime() - began));
        } finally {
            SentinelTimers.relax(sentinels, settings.pingPeriod());
        }
        disturbancesAtRest = disturbances();
    }

    /** Starts the dead as replicas and, once no failover is in progress, makes replicas of those that are none. */
    private void followFrom(RedisProcess primary) {
        Concurrently.forEach(allBut(primary), node -> startFollowing(node, primary));
        boolean agreed = sentinels.stream()
                .map(sentinel -> SentinelView.of(sentinel, name()))
                .allMatch(view -> view.isSatisfiedWith(primary.address()));
        for (RedisProcess node : nodes) {
            if (agreed && node != primary && Replication.of(node).isPrimary()) {
                follow(node, primary);
            }
        }
    }

    private @Nullable String missing() {
        String absent = Liveness.missing(all());
        if (absent != null) {
            return absent;
        }
        List<SentinelView> views = sentinels.stream()
                .map(sentinel -> SentinelView.of(sentinel, name()))
                .toList();
        NodeAddress address = views.get(0).primary();
        Set<NodeAddress> replicas = new HashSet<>();
        nodes.forEach(node -> replicas.add(node.address()));
        replicas.remove(address);
        for (SentinelView view : views) {
            if (!view.primary().equals(address)) {
                return "the sentinels name " + address + " and " + view.primary();
            }
            String missing = view.missing(replicas, sentinels.size() - 1);
            if (missing != null) {
                return missing;
            }
        }
        RedisProcess primary = node(address).orElse(null);
        if (primary == null || !Replication.of(primary).isPrimary()) {
            return address + " is not a primary";
        }
        return notLinked(allBut(primary), primary);
    }

    private static @Nullable String notLinked(List<RedisProcess> replicas, RedisProcess primary) {
        for (RedisProcess replica : replicas) {
            String missing = Replication.missing(replica, primary);
            if (missing != null) {
                return missing;
            }
        }
        return null;
    }

    private static void follow(RedisProcess replica, RedisProcess primary) {
        NodeAddress address = primary.address();
        Command.tell(replica, "REPLICAOF", address.host(), Integer.toString(address.port()));
    }

    private static void startFollowing(RedisProcess replica, RedisProcess primary) {
        NodeAddress address = primary.address();
        replica.startOnce(replica.settings().toBuilder()
                .directive("replicaof", address.host() + " " + address.port())
                .build());
    }

    private Optional<RedisProcess> node(NodeAddress address) {
        return nodes.stream().filter(node -> node.address().equals(address)).findFirst();
    }

    private List<RedisProcess> allBut(RedisProcess primary) {
        return nodes.stream().filter(node -> node != primary).toList();
    }

    private List<RedisProcess> all() {
        List<RedisProcess> all = new ArrayList<>(nodes);
        all.addAll(sentinels);
        return all;
    }

    /** The sentinels were told to do something that has to be undone. */
    void ordered() {
        orders.incrementAndGet();
    }

    SentinelDeploymentSettings settings() {
        return settings;
    }

    private long disturbances() {
        return orders.get()
                + all().stream().mapToLong(RedisProcess::disturbances).sum();
    }

    private static String newId() {
        byte[] id = new byte[20];
        ThreadLocalRandom.current().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /** Returns the kind and the name of the deployment. */
    @Override
    public String toString() {
        return "sentinel deployment " + name();
    }
}
