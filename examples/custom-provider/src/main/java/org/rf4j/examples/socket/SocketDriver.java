package org.rf4j.examples.socket;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.rf4j.Capability;
import org.rf4j.Endpoint;
import org.rf4j.Protocol;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.Driver;
import org.rf4j.spi.DriverContext;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeEvents;

/** Owns every connection, every thread, and the one timer that limits how long a connect may take. */
final class SocketDriver implements Driver {

    private static final long CLOSE_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final DriverContext context;
    private final ScheduledThreadPoolExecutor timer;
    private final Set<SocketConnection> connections = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    SocketDriver(DriverContext context) {
        this.context = context;
        this.timer = new ScheduledThreadPoolExecutor(1, context.threads());
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public CompletionStage<NodeClient> connect(Endpoint node, ConnectionSettings settings, NodeEvents events) {
        if (settings.protocol() != Protocol.RESP2) {
            return CompletableFuture.failedStage(new UnsupportedOperationException("the provider 'socket' lacks "
                    + Capability.RESP3 + "; configure RESP2 or choose a provider that has it"));
        }
        SocketConnection connection = new SocketConnection(this, node, settings, ConnectionListener.of(events));
        return open(connection).thenApply(opened -> new SocketNode(this, node, settings, opened));
    }

    /** Opens a connection and keeps it in mind until its end. */
    CompletableFuture<SocketConnection> open(SocketConnection connection) {
        connections.add(connection);
        connection.ended().thenRun(() -> connections.remove(connection));
        connection.open();
        if (closed) {
            // A close() that ran meanwhile may have missed this connection.
            connection.close("the driver is closed");
        }
        return connection.opened();
    }

    /** Starts a thread that {@link #close()} waits for. */
    void start(Runnable work) {
        Thread thread = context.threads().newThread(work);
        thread.start();
        threads.removeIf(other -> !other.isAlive());
        threads.add(thread);
    }

    Executor blocking() {
        return context.blocking();
    }

    ScheduledThreadPoolExecutor timer() {
        return timer;
    }

    @Override
    public void close() {
        long deadline = System.nanoTime() + CLOSE_LIMIT_NANOS;
        closed = true;
        timer.shutdownNow();
        connections.forEach(connection -> connection.close("the driver is closed"));
        boolean interrupted = false;
        while (isRunning() && System.nanoTime() < deadline) {
            try {
                timer.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                for (Thread thread : running()) {
                    TimeUnit.NANOSECONDS.timedJoin(thread, deadline - System.nanoTime());
                }
            } catch (InterruptedException e) {
                // An interrupted caller, too, is promised that no thread is left.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isRunning() {
        return !timer.isTerminated() || !running().isEmpty();
    }

    /** Returns the threads that live, without the caller's, which cannot wait for itself. */
    private List<Thread> running() {
        return threads.stream()
                .filter(thread -> thread.isAlive() && thread != Thread.currentThread())
                .toList();
    }
}
