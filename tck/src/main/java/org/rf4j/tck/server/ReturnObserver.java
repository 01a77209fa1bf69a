package org.rf4j.tck.server;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees the instant at which a server that was away accepts writes again. About every millisecond, on a connection and
 * a thread of its own, it sends a write that changes nothing; it records the first that is accepted after one was not.
 * A server that does not answer for 100 ms counts as away.
 *
 * <p>Only the first return is recorded. Thread-safe.
 */
public final class ReturnObserver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReturnObserver.class);
    private static final Duration TIMEOUT = Duration.ofMillis(100);
    private static final long PAUSE_MILLIS = 1;

    private final RedisProcess server;
    private final CompletableFuture<Long> returned = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean closed;

    private ReturnObserver(RedisProcess server) {
        this.server = server;
        this.thread = new Thread(this::watch, "rf4j-tck-observer-" + server.role());
        this.thread.setDaemon(true);
    }

    /** Begins to observe a server, which may be away already. */
    public static ReturnObserver watching(RedisProcess server) {
        ReturnObserver observer = new ReturnObserver(server);
        observer.thread.start();
        return observer;
    }

    /** Returns when the server was first seen to be back, on the clock of {@link System#nanoTime()}. */
    public OptionalLong returnedAtNanos() {
        Long at = returned.getNow(null);
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /**
     * Waits for the return and returns when it was first seen, on the clock of {@link System#nanoTime()}.
     *
     * @throws RedisServerException if it is not seen within the limit, or the thread is interrupted
     */
    public long await(Duration limit) {
        try {
            return returned.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new RedisServerException(
                    server + " was not seen to go and come back within " + limit.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new RedisServerException("the observer failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisServerException("interrupted while waiting for " + server, e);
        }
    }

    /** Ends the observation; what was recorded stays. Does not wait. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void watch() {
        boolean wasAway = false;
        RespConnection connection = null;
        try {
            while (!closed && !returned.isDone()) {
                try {
                    if (connection == null) {
                        connection = server.connect(TIMEOUT);
                    }
                    connection.call("SETRANGE", "rf4j:tck:return", "0", "");
                    long now = System.nanoTime();
                    if (wasAway && returned.complete(now)) {
                        LOG.info("{}: back", server);
                    }
                } catch (UncheckedIOException | RespErrorException e) {
                    LOG.trace("{} is away: {}", server, e.getMessage());
                    wasAway = true;
                    if (connection != null) {
                        connection.close();
                        connection = null;
                    }
                }
                if (!Pause.millis(PAUSE_MILLIS)) {
                    return;
                }
            }
        } finally {
            if (connection != null) {
                connection.close();
            }
        }
    }
}
