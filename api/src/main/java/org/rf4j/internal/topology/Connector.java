package org.rf4j.internal.topology;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.rf4j.Endpoint;
import org.rf4j.internal.Core;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.Driver;
import org.rf4j.spi.NodeException;

/** Opens links through a driver. The futures end on the deciding thread, within the connect timeout. */
final class Connector {

    private static final Duration MARGIN = Duration.ofMillis(250);

    private final Core core;
    private final Driver driver;
    private final ConnectionSettings settings;

    Connector(Core core, Driver driver, ConnectionSettings settings) {
        this.core = core;
        this.driver = driver;
        this.settings = settings;
    }

    Duration timeout() {
        return settings.connectTimeout();
    }

    /**
     * Connects to a node.
     *
     * @param onDown told on a driver thread when the connection is lost after the future has completed
     */
    CompletableFuture<NodeLink> connect(Endpoint endpoint, BiConsumer<NodeLink, NodeException> onDown) {
        CompletableFuture<NodeLink> linked = new CompletableFuture<>();
        Watch watch = new Watch(onDown);
        var timer = core.schedule(
                () -> linked.completeExceptionally(NodeException.notSent(
                        "no connection to " + endpoint + " within "
                                + settings.connectTimeout().toMillis() + " ms",
                        null)),
                settings.connectTimeout().plus(MARGIN));
        driver.connect(endpoint, settings, watch::down)
                .whenComplete((client, failure) -> core.execute(() -> {
                    timer.cancel(false);
                    if (failure != null) {
                        linked.completeExceptionally(asNodeException(endpoint, failure));
                        return;
                    }
                    NodeLink link = new NodeLink(endpoint, client);
                    if (linked.complete(link)) {
                        watch.connected(link);
                    } else {
                        client.abandon();
                    }
                }));
        return linked;
    }

    /** Returns what a stage ended with as the exception of the SPI. */
    static NodeException asNodeException(Endpoint endpoint, Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof java.util.concurrent.CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof NodeException known
                ? known
                : NodeException.notSent("connecting to " + endpoint + " failed: " + cause, cause);
    }

    /** Passes the loss of a connection on, also where it comes before the connect has been taken notice of. */
    private static final class Watch {

        private final BiConsumer<NodeLink, NodeException> onDown;
        private final AtomicReference<Object> linkOrLoss = new AtomicReference<>();

        Watch(BiConsumer<NodeLink, NodeException> onDown) {
            this.onDown = onDown;
        }

        void connected(NodeLink link) {
            if (!linkOrLoss.compareAndSet(null, link) && linkOrLoss.get() instanceof NodeException loss) {
                onDown.accept(link, loss);
            }
        }

        void down(NodeException cause) {
            if (!linkOrLoss.compareAndSet(null, cause) && linkOrLoss.get() instanceof NodeLink link) {
                onDown.accept(link, cause);
            }
        }
    }
}
