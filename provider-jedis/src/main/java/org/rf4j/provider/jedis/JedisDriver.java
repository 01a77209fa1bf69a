package org.rf4j.provider.jedis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.Driver;
import org.rf4j.spi.DriverContext;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeEvents;
import redis.clients.jedis.Protocol;

/** Opens connections, and knows all that are open. */
final class JedisDriver implements Driver {

    /** Less than a driver's close may take. */
    private static final long CLOSING_NANOS = 1_800_000_000;

    private final DriverContext context;
    private final LiveSet live = new LiveSet(null);
    private final ScheduledThreadPoolExecutor timer;
    private volatile @Nullable Thread timerThread;

    JedisDriver(DriverContext context) {
        this.context = context;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = context.threads().newThread(task);
            timerThread = thread;
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        // Loads Jedis here, where no deadline runs yet, and where it is told as what it is should Jedis be missing.
        Protocol.Command.PING.getRaw();
    }

    @Override
    public CompletionStage<NodeClient> connect(Endpoint node, ConnectionSettings settings, NodeEvents events) {
        LiveSet ofNode = new LiveSet(live);
        return open(
                NodeClient.class,
                node,
                settings,
                ofNode,
                (connection, stage) -> new JedisNode(
                        this,
                        node,
                        settings,
                        ofNode,
                        new JedisSession(
                                connection,
                                threads(),
                                loss -> Callbacks.runAfter(stage, () -> events.down(loss.unknown())))));
    }

    ThreadFactory threads() {
        return context.threads();
    }

    /**
     * Connects, and makes something of the connection.
     *
     * @param type what is made of it
     * @param scope what ends it, if nothing else does
     * @param maker makes it, given the connection and the stage that is going to hand it out
     */
    <T> CompletionStage<T> open(
            Class<T> type,
            Endpoint node,
            ConnectionSettings settings,
            LiveSet scope,
            BiFunction<JedisConnection, CompletableFuture<T>, Live> maker) {
        CompletableFuture<T> stage = new CompletableFuture<>();
        Dial dial = new Dial(node, settings);
        dial.result().whenComplete((connection, failure) -> {
            if (failure != null) {
                stage.completeExceptionally(failure);
            } else {
                launch(maker.apply(connection, stage), scope, type, stage);
            }
        });
        if (scope.add(dial) == null) {
            start(dial, settings);
        }
        return stage;
    }

    private void start(Dial dial, ConnectionSettings settings) {
        try {
            Future<?> limit =
                    timer.schedule(dial::giveUp, settings.connectTimeout().toNanos(), TimeUnit.NANOSECONDS);
            dial.result().whenComplete((connection, failure) -> limit.cancel(false));
            context.blocking().execute(dial);
        } catch (RejectedExecutionException closed) {
            dial.end(new Loss("the driver is closed", closed));
        }
    }

    private static <T> void launch(Live opened, LiveSet scope, Class<T> type, CompletableFuture<T> stage) {
        Loss refused = scope.add(opened);
        if (refused != null) {
            stage.completeExceptionally(refused.notSent());
            return;
        }
        if (!stage.complete(type.cast(opened))) {
            opened.end(new Loss("nobody waits for the connection any more", null));
        }
    }

    @Override
    public void close() {
        long until = System.nanoTime() + CLOSING_NANOS;
        live.end(new Loss("the driver was closed", null));
        timer.shutdownNow();
        boolean interrupted = false;
        while (!haveEnded(until)) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the threads, an interrupted caller too: it was promised that they have ended. */
    private boolean haveEnded(long untilNanos) {
        try {
            live.join(untilNanos);
            // The executor calls itself terminated while its thread is still leaving.
            LiveSet.join(timerThread, untilNanos);
            return true;
        } catch (InterruptedException interrupted) {
            return false;
        }
    }
}
