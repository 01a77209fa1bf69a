package org.rf4j.examples.failover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.rf4j.Outcome;
import org.rf4j.Redis;
import org.rf4j.RedisException;
import org.rf4j.command.RedisFuture;

/** An application at work: one thread that calls, one that publishes numbered messages. */
final class Traffic {

    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Redis redis;
    private final String channel;
    private final String key;
    private final History history;
    private final BiFunction<String, String, RedisFuture<Long>> publishing;
    private final AtomicLong ok = new AtomicLong();
    private final AtomicLong notExecuted = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private final List<Long> successes = new ArrayList<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread caller = new Thread(this::call, "demo-caller");
    private final Thread publisher = new Thread(this::publish, "demo-publisher");
    private volatile @Nullable RedisException lastFailure;

    Traffic(Redis redis, String channel, boolean shardChannel, History history) {
        this.redis = redis;
        this.channel = channel;
        this.key = "{" + channel + "}:counter";
        this.history = history;
        this.publishing = shardChannel ? redis.pubSub()::spublishAsync : redis.pubSub()::publishAsync;
    }

    void start() {
        caller.start();
        publisher.start();
    }

    private void call() {
        while (!stopped()) {
            try {
                redis.sync().incr(key);
                ok.incrementAndGet();
                synchronized (successes) {
                    successes.add(System.nanoTime());
                }
            } catch (RedisException failed) {
                lastFailure = failed;
                (failed.outcome() == Outcome.NOT_EXECUTED ? notExecuted : unknown).incrementAndGet();
            }
        }
    }

    private void publish() {
        for (long number = 0; !stopped(); number++) {
            History.Entry entry = history.sending(number);
            publishing.apply(channel, Long.toString(number)).whenComplete((receivers, failure) -> {
                if (failure == null) {
                    entry.acknowledged();
                }
            });
        }
    }

    private boolean stopped() {
        try {
            return stop.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ends both threads, after the call that each has in hand. */
    void stop() throws InterruptedException {
        stop.countDown();
        caller.join(STOP_LIMIT.toMillis());
        publisher.join(STOP_LIMIT.toMillis());
    }

    /** Returns when the first call succeeded after a moment; null if none has. */
    @Nullable Long firstSuccessAfter(long nanos) {
        synchronized (successes) {
            return successes.stream().filter(at -> at - nanos >= 0).findFirst().orElse(null);
        }
    }

    long ok() {
        return ok.get();
    }

    long notExecuted() {
        return notExecuted.get();
    }

    long unknown() {
        return unknown.get();
    }

    @Nullable RedisException lastFailure() {
        return lastFailure;
    }
}
