package org.rf4j.tck.server;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees the instant at which a replica becomes the primary: asks each server for its {@code ROLE} about every
 * millisecond, on a connection and a thread of its own, and records the first {@code master} of one that said
 * {@code slave} before. A promotion by sentinels kills the connections of a replica's clients, hence the observer's too;
 * it opens another at once. In a cluster, a replica has the slots, and accepts writes, as soon as it says {@code
 * master}.
 *
 * <p>Only the first promotion is recorded. Thread-safe.
 */
public final class PromotionObserver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PromotionObserver.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final long PAUSE_MILLIS = 1;

    private final CompletableFuture<Promotion> promotion = new CompletableFuture<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch firstLook;
    private volatile boolean closed;

    private PromotionObserver(Collection<RedisProcess> nodes) {
        firstLook = new CountDownLatch(nodes.size());
        for (RedisProcess node : nodes) {
            Thread thread = new Thread(() -> watch(node), "rf4j-tck-observer-" + node.role());
            thread.setDaemon(true);
            threads.add(thread);
        }
    }

    /**
     * Begins to observe, and returns when every server has been asked once, or after a second.
     *
     * @param nodes the replicas; a server that is the primary may be among them and counts when it has been demoted
     */
    public static PromotionObserver watching(Collection<RedisProcess> nodes) {
        PromotionObserver observer = new PromotionObserver(nodes);
        observer.threads.forEach(Thread::start);
        try {
            observer.firstLook.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return observer;
    }

    /** Returns when a promotion was first seen, on the clock of {@link System#nanoTime()}; empty if none was yet. */
    public OptionalLong promotedAtNanos() {
        Promotion seen = promotion.getNow(null);
        return seen == null ? OptionalLong.empty() : OptionalLong.of(seen.atNanos);
    }

    /** Returns the server that was promoted; empty if none was yet. */
    public Optional<RedisProcess> promoted() {
        Promotion seen = promotion.getNow(null);
        return seen == null ? Optional.empty() : Optional.of(seen.node);
    }

    /**
     * Waits for a promotion and returns when it was first seen, on the clock of {@link System#nanoTime()}.
     *
     * @throws RedisServerException if none is seen within the limit, or the thread is interrupted
     */
    public long await(Duration limit) {
        try {
            return promotion.get(limit.toNanos(), TimeUnit.NANOSECONDS).atNanos;
        } catch (TimeoutException e) {
            throw new RedisServerException("no promotion was seen within " + limit.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new RedisServerException("the observer failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisServerException("interrupted while waiting for a promotion", e);
        }
    }

    /** Ends the observation; what was recorded stays. Does not wait. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }

    private void watch(RedisProcess node) {
        boolean wasReplica = false;
        RespConnection connection = null;
        try {
            while (!closed && !promotion.isDone()) {
                try {
                    if (connection == null) {
                        connection = node.connect(TIMEOUT);
                    }
                    boolean primary =
                            "master".equals(connection.callForList("ROLE").get(0));
                    long now = System.nanoTime();
                    if (primary && wasReplica && promotion.complete(new Promotion(node, now))) {
                        LOG.info("{}: promoted", node);
                    }
                    wasReplica = !primary;
                } catch (UncheckedIOException | RespErrorException e) {
                    LOG.trace("{} does not tell its role: {}", node, e.getMessage());
                    connection = closed(connection);
                }
                firstLook.countDown();
                if (!Pause.millis(PAUSE_MILLIS)) {
                    return;
                }
            }
        } finally {
            closed(connection);
        }
    }

    private static @Nullable RespConnection closed(@Nullable RespConnection connection) {
        if (connection != null) {
            connection.close();
        }
        return null;
    }

    private record Promotion(RedisProcess node, long atNanos) {}
}
