package org.rf4j.spi;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.rf4j.Capability;
import org.rf4j.Endpoint;
import org.rf4j.Protocol;

/**
 * All of a {@link Driver}, for drivers whose calls block: it makes of {@link Transport transports}, which only write and
 * read, connections that many callers share, with the handshake, the order of replies, the truth about what was sent, the
 * limits of time, and an end that is told once. Speaks RESP2; two threads for each connection, and one that keeps time.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class BlockingDriver implements Driver {

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final RedisProvider provider;
    private final DriverContext context;
    private final Transport.Dialer dialer;
    private final DriverThreads threads;
    private final ScheduledThreadPoolExecutor timer;
    private final ConnectionSet connections = new ConnectionSet();

    /**
     * Makes a driver, which opens nothing yet.
     *
     * @param provider whose driver it is, for messages
     * @param context what the core lends
     * @param dialer opens connections
     */
    public BlockingDriver(RedisProvider provider, DriverContext context, Transport.Dialer dialer) {
        this.provider = provider;
        this.context = context;
        this.dialer = dialer;
        this.threads = new DriverThreads(context.threads());
        this.timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public CompletionStage<NodeClient> connect(Endpoint node, ConnectionSettings settings, NodeEvents events) {
        if (settings.protocol() != Protocol.RESP2) {
            return lacking(Capability.RESP3, "configure RESP2");
        }
        if (settings.tls() != null && !provider.capabilities().contains(Capability.TLS)) {
            return lacking(Capability.TLS, "configure none");
        }
        ConnectionSet ofNode = new ConnectionSet(connections);
        BlockingConnection shared = new BlockingConnection(this, node, settings, BlockingListener.of(events));
        return open(shared, ofNode).thenApply(opened -> new BlockingNode(this, node, settings, ofNode, opened));
    }

    private CompletionStage<NodeClient> lacking(Capability capability, String cure) {
        return CompletableFuture.failedStage(new UnsupportedOperationException("the provider '" + name() + "' lacks "
                + capability + "; " + cure + " or choose a provider that has it"));
    }

    /** Opens a connection, which is in the set until its end. */
    CompletableFuture<BlockingConnection> open(BlockingConnection connection, ConnectionSet set) {
        connection.ended().thenRun(() -> set.remove(connection));
        set.add(connection);
        connection.open();
        return connection.opened();
    }

    String name() {
        return provider.name();
    }

    Transport.Dialer dialer() {
        return dialer;
    }

    /** Starts a thread that {@link #close()} waits for. */
    void start(Runnable work) {
        threads.newThread(work).start();
    }

    Executor blocking() {
        return context.blocking();
    }

    ScheduledThreadPoolExecutor timer() {
        return timer;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        connections.close("the driver is closed");
        threads.awaitEnd(CLOSE_LIMIT);
    }
}
