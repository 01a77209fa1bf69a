package org.rf4j.internal.topology;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.rf4j.Backoff;
import org.rf4j.Credentials;
import org.rf4j.Endpoint;
import org.rf4j.internal.Core;
import org.rf4j.internal.discovery.Misfit;
import org.rf4j.spi.Driver;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.ServerError;

/**
 * Opens links through a driver, with the credentials that hold then, and keeps them authenticated ({@link Rotation}). The
 * futures end on the deciding thread, within the connect timeout.
 */
final class Connector implements AutoCloseable {

    private static final Duration MARGIN = Duration.ofMillis(250);

    private static final String WRONG_PASSWORD = "WRONGPASS";

    private final Core core;
    private final Driver driver;
    private final Handshake handshake;
    private final Rotation rotation;

    Connector(Core core, Driver driver, Handshake handshake, Backoff backoff, Rotation.Listener listener) {
        this.core = core;
        this.driver = driver;
        this.handshake = handshake;
        this.rotation = new Rotation(core, handshake.provider(), handshake.timeout(), backoff, listener);
    }

    /** Begins to follow changes of the credentials. */
    void start() {
        rotation.start();
    }

    Duration timeout() {
        return handshake.timeout();
    }

    /**
     * Connects to a node. Credentials that it refuses as wrong are asked for once more, and if they are others now, tried
     * (clause C11).
     *
     * @param onDown told on a driver thread when the connection is lost after the future has completed
     */
    CompletableFuture<NodeLink> connect(Endpoint endpoint, BiConsumer<NodeLink, NodeException> onDown) {
        Attempt attempt = new Attempt(endpoint, onDown);
        var timer = core.schedule(
                () -> attempt.linked.completeExceptionally(explained(
                        endpoint,
                        NodeException.notSent(
                                "no connection to " + endpoint + " within "
                                        + handshake.timeout().toMillis() + " ms",
                                null))),
                handshake.timeout().plus(MARGIN));
        attempt.linked.whenComplete((link, failure) -> timer.cancel(false));
        attempt.begin(null);
        return attempt.linked;
    }

    /** One connect, with a second try where the credentials were wrong. */
    private final class Attempt {

        private final CompletableFuture<NodeLink> linked = new CompletableFuture<>();
        private final Endpoint endpoint;
        private final BiConsumer<NodeLink, NodeException> onDown;
        private final AtomicReference<@Nullable Credentials> next = new AtomicReference<>();
        private volatile Rotation.Shown shown = new Rotation.Shown(null, System.nanoTime());
        private boolean second;

        Attempt(Endpoint endpoint, BiConsumer<NodeLink, NodeException> onDown) {
            this.endpoint = endpoint;
            this.onDown = (link, cause) -> {
                core.execute(() -> rotation.ended(link));
                onDown.accept(link, cause);
            };
        }

        /** Begins, with credentials that were asked for already. */
        void begin(@Nullable Credentials known) {
            next.set(known);
            Watch watch = new Watch(onDown);
            dial(watch)
                    .whenComplete((client, failure) -> core.execute(() -> {
                        if (failure != null) {
                            failed(explained(endpoint, failure));
                        } else {
                            opened(client, watch);
                        }
                    }));
        }

        private CompletionStage<NodeClient> dial(Watch watch) {
            try {
                return driver.connect(endpoint, handshake.settings(this::credentials), watch::down);
            } catch (RuntimeException | LinkageError broken) {
                return CompletableFuture.failedFuture(broken);
            }
        }

        /** Asked for this connection first, and later for the others to the same node. */
        private @Nullable Credentials credentials() {
            Credentials known = next.getAndSet(null);
            if (known != null) {
                return known;
            }
            long askedAtNanos = System.nanoTime();
            Credentials asked = rotation.ask();
            if (!linked.isDone()) {
                shown = new Rotation.Shown(asked, askedAtNanos);
            }
            return asked;
        }

        private void opened(NodeClient client, Watch watch) {
            NodeLink link = new NodeLink(endpoint, client);
            if (!linked.isDone()) {
                // Before anybody uses it, and thus before it can end.
                rotation.opened(link, shown);
                linked.complete(link);
                watch.connected(link);
            } else {
                client.abandon();
            }
        }

        private void failed(NodeException failure) {
            ServerError refusal = failure.refusal();
            if (second || refusal == null || !refusal.code().equals(WRONG_PASSWORD)) {
                linked.completeExceptionally(failure);
                return;
            }
            second = true;
            Credentials wrong = shown.credentials();
            ask().whenComplete((others, broken) -> core.execute(() -> {
                if (broken != null || others == null || others.equals(wrong)) {
                    linked.completeExceptionally(failure);
                } else {
                    begin(others);
                }
            }));
        }

        private CompletableFuture<@Nullable Credentials> ask() {
            try {
                return CompletableFuture.supplyAsync(this::credentials, core.blocking());
            } catch (RejectedExecutionException afterClose) {
                return CompletableFuture.failedFuture(afterClose);
            }
        }
    }

    /** Ends what follows the credentials; links stay. */
    @Override
    public void close() {
        rotation.close();
    }

    /** Returns why a connection failed, or the first question on it, for the messages that users read. */
    NodeException explained(Endpoint endpoint, Throwable failure) {
        NodeException known = asNodeException(endpoint, failure);
        String advice = Misfit.advice(known);
        return advice == null
                ? TlsTrouble.explained(known, handshake.isEncrypted())
                : TlsTrouble.withHint(known, advice);
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
