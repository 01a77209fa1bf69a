package org.rf4j.internal.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rf4j.RedisConfig;
import org.rf4j.failover.Health;
import org.rf4j.failover.HealthStatus;
import org.rf4j.failover.RedisEvent;
import org.rf4j.internal.Core;
import org.rf4j.internal.call.CallView;
import org.rf4j.internal.topology.Deployment;

/**
 * Asks whether all is well (clause F6): a round trip to the primary, a write that changes nothing, and a look at what is
 * wanted but not there, all at the same time. It ends within the command timeout, since its calls do.
 */
public final class HealthCheck {

    /** Calls end by their deadline; a check does not rely on it. */
    private static final Duration MOMENT = Duration.ofMillis(250);

    private static final Probe.Result SILENT = new Probe.Result(null, false, "the check did not end in time");

    private final Core core;
    private final RedisConfig config;
    private final Deployment deployment;
    private final CallView calls;
    private final Supplier<Set<String>> notLive;
    private final Consumer<RedisEvent> events;
    private final AtomicReference<HealthStatus> status = new AtomicReference<>(HealthStatus.UP);
    private volatile @Nullable String lastFailure;

    /** Creates a check that does nothing yet. */
    public HealthCheck(
            Core core,
            RedisConfig config,
            Deployment deployment,
            CallView calls,
            Supplier<Set<String>> notLive,
            Consumer<RedisEvent> events) {
        this.core = core;
        this.config = config;
        this.deployment = deployment;
        this.calls = calls;
        this.notLive = notLive;
        this.events = events;
    }

    /** Checks at intervals from now on. */
    public void start() {
        core.every(this::check, config.healthInterval());
    }

    /** Keeps a failure, to be shown with the next result. */
    public void failed(Object what) {
        lastFailure = what instanceof Throwable failure ? String.valueOf(failure.getMessage()) : what.toString();
    }

    /** Checks now. The future ends within the command timeout and a moment, and does not fail. */
    public CompletableFuture<Health> check() {
        List<CompletableFuture<Probe.Result>> probes = new ArrayList<>();
        for (int place : deployment.placesOfPrimaries()) {
            probes.add(new Probe(calls, deployment.isSharded() ? place : null).run());
        }
        if (probes.isEmpty()) {
            return CompletableFuture.completedFuture(tell(down(deployment.absence(0))));
        }
        long limit = config.commandTimeout().toMillis();
        CompletableFuture<Void> looked = deployment.inspect().completeOnTimeout(null, limit, TimeUnit.MILLISECONDS);
        return CompletableFuture.allOf(probes.toArray(CompletableFuture<?>[]::new))
                .thenCombine(looked, (probed, seen) -> true)
                .completeOnTimeout(false, limit + MOMENT.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(ended -> tell(
                        judge(probes.stream().map(probe -> probe.getNow(SILENT)).toList())));
    }

    /** Up: every primary takes writes and nothing is away. Down: no primary answers. */
    private Health judge(List<Probe.Result> results) {
        List<String> problems = new ArrayList<>(deployment.shortcomings());
        Set<String> away = notLive.get();
        if (!away.isEmpty()) {
            problems.add("subscriptions are not live: " + away);
        }
        Duration slowest = null;
        boolean proved = true;
        String silence = null;
        for (Probe.Result result : results) {
            Duration roundTrip = result.roundTrip();
            if (roundTrip == null) {
                silence = result.problem();
            } else if (slowest == null || roundTrip.compareTo(slowest) > 0) {
                slowest = roundTrip;
            }
            proved &= result.proved();
            if (result.problem() != null) {
                problems.add(result.problem());
            }
        }
        if (slowest == null) {
            return down(String.valueOf(silence));
        }
        if (silence != null) {
            lastFailure = silence;
        }
        return result(problems.isEmpty() ? HealthStatus.UP : HealthStatus.DEGRADED, slowest, problems, proved);
    }

    private Health down(String reason) {
        lastFailure = reason;
        return result(HealthStatus.DOWN, null, List.of(reason), false);
    }

    private Health result(HealthStatus now, @Nullable Duration roundTrip, List<String> problems, boolean writesProved) {
        return new Health(now, roundTrip, deployment.topology(), problems, writesProved, lastFailure, Instant.now());
    }

    private Health tell(Health health) {
        HealthStatus before = status.getAndSet(health.status());
        if (before != health.status()) {
            events.accept(new RedisEvent.HealthChanged(Instant.now(), before, health));
        }
        return health;
    }
}
