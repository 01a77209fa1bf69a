package org.rf4j.internal.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisConfig;
import org.rf4j.command.Command;
import org.rf4j.failover.Health;
import org.rf4j.failover.HealthStatus;
import org.rf4j.failover.RedisEvent;
import org.rf4j.internal.Core;
import org.rf4j.internal.call.CallView;
import org.rf4j.internal.command.Requests;
import org.rf4j.internal.topology.Deployment;

/**
 * Asks whether all is well (clause F6): a round trip to the primary, a write that changes nothing, and a look at what is
 * wanted but not there. It ends within the command timeout, since its calls do.
 */
public final class HealthCheck {

    /** {@code SETRANGE} with nothing on a missing key changes nothing, and is refused where writes are refused. */
    private static final Command PROBE =
            Command.of("SETRANGE").key("rf4j:health:never-written").arg(0).arg("");

    private static final Command PING = Command.of("PING");

    private final Core core;
    private final RedisConfig config;
    private final Deployment deployment;
    private final CallView calls;
    private final Supplier<Set<String>> notLive;
    private final Consumer<RedisEvent> events;
    private volatile HealthStatus status = HealthStatus.UP;
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

    /** Checks now. The future ends within the command timeout and does not fail. */
    public CompletableFuture<Health> check() {
        long begin = System.nanoTime();
        return calls.start(Requests.of(PING), raw -> System.nanoTime() - begin)
                .toCompletableFuture()
                .thenCompose(roundTrip -> calls.start(Requests.of(PROBE), raw -> true)
                        .toCompletableFuture()
                        .handle((accepted, refused) -> judge(Duration.ofNanos(roundTrip), refused)))
                .exceptionally(this::down)
                .completeOnTimeout(
                        result(HealthStatus.DOWN, null, List.of("the check did not end in time"), false),
                        config.commandTimeout().toMillis() * 2,
                        TimeUnit.MILLISECONDS)
                .thenApply(this::tell);
    }

    private Health judge(Duration roundTrip, @Nullable Throwable refused) {
        List<String> problems = new ArrayList<>(deployment.shortcomings());
        Set<String> away = notLive.get();
        if (!away.isEmpty()) {
            problems.add("subscriptions are not live: " + away);
        }
        boolean proved = refused == null;
        Throwable cause = refused instanceof CompletionException ? refused.getCause() : refused;
        boolean forbidden =
                cause instanceof RedisCommandException refusal && refusal.code().equals("NOPERM");
        if (cause != null && !forbidden) {
            problems.add("writes are refused: " + cause.getMessage());
        }
        return result(problems.isEmpty() ? HealthStatus.UP : HealthStatus.DEGRADED, roundTrip, problems, proved);
    }

    private Health down(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        String reason = String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
        lastFailure = reason;
        return result(HealthStatus.DOWN, null, List.of(reason), false);
    }

    private Health result(HealthStatus now, @Nullable Duration roundTrip, List<String> problems, boolean writesProved) {
        return new Health(now, roundTrip, deployment.topology(), problems, writesProved, lastFailure, Instant.now());
    }

    private Health tell(Health health) {
        HealthStatus before = status;
        status = health.status();
        if (before != health.status()) {
            events.accept(new RedisEvent.HealthChanged(Instant.now(), before, health));
        }
        return health;
    }
}
