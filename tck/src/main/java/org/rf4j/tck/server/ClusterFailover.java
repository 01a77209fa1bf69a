package org.rf4j.tck.server;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes primaries of replicas.
 *
 * <p>Redis leaves intervals between elections: a primary votes for a replica of the same failed one only once in twice
 * the node timeout, and a replica asks for votes only once in twice that, or 4 s. Asked earlier, it becomes a primary
 * on the strength of the votes it got last time, with a configuration that the others hold for outdated.
 */
final class ClusterFailover {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterFailover.class);
    /** Longer than Redis tries. */
    private static final Duration LIMIT = Duration.ofSeconds(6);

    private static final int MOST_ORDERS = 3;
    private static final Duration HAND_OVER_LIMIT = Duration.ofSeconds(1);
    private static final Duration MIN_ELECTION_TIMEOUT = Duration.ofSeconds(2);
    private static final String PAUSE_MILLIS = "2000";

    /** Nodes tell one another of epochs with their pings, of which each sends one a second at least. */
    private static final Duration GOSSIP_LIMIT = Duration.ofSeconds(5);

    private final ClusterLayout layout;
    private final Duration voteInterval;
    private final Duration candidacyInterval;
    private final Map<RedisProcess, Long> votedAtNanos = new ConcurrentHashMap<>();
    private final Map<RedisProcess, Long> candidateAtNanos = new ConcurrentHashMap<>();

    ClusterFailover(ClusterLayout layout, Duration nodeTimeout) {
        this.layout = layout;
        this.voteInterval = nodeTimeout.multipliedBy(2);
        Duration electionTimeout =
                voteInterval.compareTo(MIN_ELECTION_TIMEOUT) < 0 ? MIN_ELECTION_TIMEOUT : voteInterval;
        this.candidacyInterval = electionTimeout.multipliedBy(2);
    }

    /** Has a replica ask for the place of its primary, and returns it; returns before the election. */
    RedisProcess begin(RedisProcess primary) {
        RedisProcess replica = linkedReplica(primary);
        awaitEnded(votedAtNanos.get(primary), voteInterval, primary);
        awaitEnded(candidateAtNanos.get(replica), candidacyInterval, replica);
        LOG.info("{}: planned failover to {}", primary, replica);
        Command.tell(replica, "CLUSTER", "FAILOVER");
        voted(primary);
        candidateAtNanos.put(replica, System.nanoTime());
        return replica;
    }

    /** Has a replica ask for the place of its primary, which does not take part. */
    void force(RedisProcess replica) {
        candidateAtNanos.put(replica, System.nanoTime());
        Command.tell(replica, "CLUSTER", "FAILOVER", "FORCE");
    }

    /**
     * Has a replica take the place of its primary, and returns it once all know. Redis promises no more than to try, and
     * gives a manual failover up after 5 s; one that was given up is ordered again.
     */
    RedisProcess complete(RedisProcess primary) {
        for (int order = 1; ; order++) {
            RedisProcess replica = begin(primary);
            try {
                Stability.await(
                        "the failover to " + replica,
                        LIMIT,
                        () -> ClusterState.of(layout).agreeThatReplaced(primary, replica)
                                ? null
                                : "not all know of it");
                return replica;
            } catch (RedisServerException givenUp) {
                if (order == MOST_ORDERS || !Replication.of(primary).isPrimary()) {
                    throw givenUp;
                }
                LOG.warn("{}: Redis has given the failover up, ordering it again", primary);
            }
        }
    }

    /** Returns whether a replica was told to become the primary, and has not been {@linkplain #reborn} since. */
    boolean wasCandidate(RedisProcess replica) {
        return candidateAtNanos.containsKey(replica);
    }

    /** Remembers that a node was started anew, and knows nothing about elections it took part in. */
    void reborn(RedisProcess node) {
        candidateAtNanos.remove(node);
    }

    /** Remembers that the primaries may just have voted on who replaces a primary. */
    void voted(RedisProcess primary) {
        votedAtNanos.put(primary, System.nanoTime());
    }

    /**
     * Makes a linked replica the primary and the primary its replica, without a vote and without a loss: as in a
     * planned failover, the primary accepts no writes until the replica has them all.
     */
    void handOver(RedisProcess primary, RedisProcess replica) {
        LOG.debug("{}: hands over to {}", primary, replica);
        makeRightful(replica);
        try (RespConnection connection = primary.connect(Command.TIMEOUT)) {
            connection.call("CLIENT", "PAUSE", PAUSE_MILLIS, "WRITE");
            try {
                Stability.await(
                        replica + " as a copy of " + primary, HAND_OVER_LIMIT, () -> Replication.lag(replica, primary));
                order(replica);
                Stability.await(
                        replica + " as the primary of " + primary,
                        HAND_OVER_LIMIT,
                        () -> Replication.of(primary).isPrimary() ? "it does not follow yet" : null);
            } finally {
                connection.call("CLIENT", "UNPAUSE");
            }
        }
    }

    /** Has a replica take the place of its primary without a vote, and with a right that the others cannot dispute. */
    void takeOver(RedisProcess replica) {
        makeRightful(replica);
        order(replica);
    }

    /** Has a replica take the place of its primary at once, with whatever right it has. */
    static void order(RedisProcess replica) {
        Command.tell(replica, "CLUSTER", "FAILOVER", "TAKEOVER");
    }

    private void makeRightful(RedisProcess replica) {
        if (epoch(replica, "cluster_my_epoch") >= epoch(replica, "cluster_current_epoch")) {
            raiseEpoch(replica);
        }
    }

    /**
     * A replica that was started anew has read its primary's epoch from its file. Where that is the highest there is, it
     * would take over without a higher one, and the old primary, back without its data, have an equal right to the slots.
     */
    private void raiseEpoch(RedisProcess replica) {
        long before = epoch(replica, "cluster_current_epoch");
        for (RedisProcess other : layout.nodes()) {
            if (other == replica || !Liveness.canAnswer(other)) {
                continue;
            }
            try {
                ClusterView.Entry itself = ClusterView.of(other).myself();
                if (!itself.isPrimary() || itself.configEpoch() >= before) {
                    continue;
                }
                Command.tell(other, "CLUSTER", "BUMPEPOCH");
            } catch (UncheckedIOException | RespErrorException gone) {
                LOG.debug("{} does not raise its epoch: {}", other, gone.getMessage());
                continue;
            }
            Stability.await(
                    replica + " as one that has heard of a higher epoch",
                    GOSSIP_LIMIT,
                    () -> epoch(replica, "cluster_current_epoch") > before ? null : "it has not");
            return;
        }
        LOG.debug("nobody can raise the epoch for {}", replica);
    }

    private static long epoch(RedisProcess node, String field) {
        for (String line : Command.askForString(node, "CLUSTER", "INFO").lines().toList()) {
            if (line.startsWith(field + ":")) {
                return Long.parseLong(line.substring(field.length() + 1).trim());
            }
        }
        throw new RedisServerException(node + " does not tell its " + field);
    }

    private static void awaitEnded(@Nullable Long began, Duration interval, RedisProcess node) {
        if (began != null) {
            Stability.await(
                    "the interval between two elections",
                    interval.plusSeconds(1),
                    () -> System.nanoTime() - began > interval.toNanos() ? null : node + " had one a moment ago");
        }
    }

    private RedisProcess linkedReplica(RedisProcess primary) {
        List<RedisProcess> replicas = ClusterState.of(layout).replicasOf(primary);
        return replicas.stream()
                .filter(replica -> Stability.ask(() -> Replication.missing(replica, primary)) == null)
                .findFirst()
                .orElseThrow(() -> new RedisServerException("no replica is linked to " + primary));
    }
}
