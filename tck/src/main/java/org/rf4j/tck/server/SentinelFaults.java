package org.rf4j.tck.server;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What can be done to the watch of sentinels, beyond killing and freezing them: orders that make them forget, and other
 * primaries to watch. {@link SentinelDeployment#restore(Duration)} undoes it. Thread-safe; each method blocks until the
 * sentinels that run have obeyed.
 */
public final class SentinelFaults {

    /** A sentinel writes its configuration to the disk before it answers an order, which may take a while. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final SentinelDeployment deployment;

    SentinelFaults(SentinelDeployment deployment) {
        this.deployment = deployment;
    }

    /**
     * Returns the sentinel that leads the failover that is going on, once it has told the chosen replica to become the
     * primary. It alone knows of the promotion for some 0.8 s.
     *
     * @param limit how long to wait for it
     * @throws RedisServerException if none leads a failover within the limit
     */
    public RedisProcess leader(Duration limit) {
        RedisProcess[] found = new RedisProcess[1];
        Stability.await("the failover of " + deployment, limit, () -> {
            for (RedisProcess sentinel : running()) {
                if (SentinelView.of(sentinel, deployment.name()).awaitsPromotion()) {
                    found[0] = sentinel;
                    return null;
                }
            }
            return "no sentinel waits for a promotion";
        });
        return found[0];
    }

    /** Returns the address that a sentinel names as that of the primary. */
    public NodeAddress namedBy(RedisProcess sentinel) {
        return SentinelView.primaryAccordingTo(sentinel, deployment.name());
    }

    /** Has every sentinel forget the replicas and the other sentinels ({@code SENTINEL RESET}); they find them again. */
    public void reset() {
        tellAll("SENTINEL", "RESET", deployment.name());
    }

    /** Has every sentinel forget the primary and all that belongs to it ({@code SENTINEL REMOVE}). */
    public void remove() {
        tellAll("SENTINEL", "REMOVE", deployment.name());
    }

    /**
     * Has every sentinel watch a primary again, or another one, with the timers of the deployment
     * ({@code SENTINEL MONITOR}). They find its replicas and one another in some seconds.
     *
     * @param name the name to watch it under
     */
    public void monitor(String name, NodeAddress primary) {
        SentinelDeploymentSettings settings = deployment.settings();
        each(sentinel -> {
            try (RespConnection connection = sentinel.connect(TIMEOUT)) {
                connection.call(
                        "SENTINEL",
                        "MONITOR",
                        name,
                        primary.host(),
                        Integer.toString(primary.port()),
                        Integer.toString(settings.quorum()));
                connection.call(
                        "SENTINEL",
                        "SET",
                        name,
                        "down-after-milliseconds",
                        Long.toString(settings.downAfter().toMillis()),
                        "failover-timeout",
                        Long.toString(settings.failoverTimeout().toMillis()));
            }
        });
    }

    /** Has every sentinel forget another primary that was {@linkplain #monitor watched} too. */
    public void remove(String name) {
        tellAll("SENTINEL", "REMOVE", name);
    }

    /**
     * Waits until every sentinel that runs sees nothing wrong with a primary, and knows its replicas and the others. Their
     * timers are short meanwhile.
     *
     * @param name the name it is watched under
     * @param nodes the primary and its replicas, whichever is which by now
     * @throws RedisServerException if that is not so within the limit
     */
    public void awaitWatch(String name, Collection<NodeAddress> nodes, Duration limit) {
        int others = deployment.sentinels().size() - 1;
        SentinelTimers.hurry(running());
        try {
            Stability.await("the watch on " + name, limit, () -> {
                for (RedisProcess sentinel : running()) {
                    SentinelView view = SentinelView.of(sentinel, name);
                    Set<NodeAddress> replicas = new HashSet<>(nodes);
                    replicas.remove(view.primary());
                    String missing = view.missing(replicas, others);
                    if (missing != null) {
                        return missing;
                    }
                }
                return null;
            });
        } finally {
            SentinelTimers.relax(running(), deployment.settings().pingPeriod());
        }
    }

    /** Sets the failover timeout of the primary's sentinels; after a failover that came to nothing they wait twice that long. */
    public void failoverTimeout(Duration timeout) {
        tellAll("SENTINEL", "SET", deployment.name(), "failover-timeout", Long.toString(timeout.toMillis()));
    }

    /**
     * Has the sentinels fall into {@code TILT} when they notice that they were stopped for half a second, and stay in it
     * for a second and a half, instead of 2 and 30. Takes effect on Redis 7.0 and newer.
     */
    public void shortenTilt() {
        tellAll("SENTINEL", "DEBUG", "TILT-TRIGGER", "500", "TILT-PERIOD", "1500");
    }

    /** Returns whether a sentinel is in {@code TILT}: it answers, and decides nothing. */
    public boolean isInTilt(RedisProcess sentinel) {
        return Command.askForString(sentinel, "INFO", "sentinel").contains("sentinel_tilt:1");
    }

    private void tellAll(String... command) {
        each(sentinel -> {
            try (RespConnection connection = sentinel.connect(TIMEOUT)) {
                connection.call(command);
            }
        });
    }

    private void each(Consumer<RedisProcess> order) {
        deployment.ordered();
        Concurrently.forEach(running(), order);
    }

    private List<RedisProcess> running() {
        return deployment.sentinels().stream().filter(Liveness::canAnswer).toList();
    }
}
