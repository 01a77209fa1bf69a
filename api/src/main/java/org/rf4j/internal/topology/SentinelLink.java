package org.rf4j.internal.topology;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.RedisConfig;
import org.rf4j.internal.Core;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ServerError;
import org.rf4j.spi.SubscriberCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watch on one sentinel: it subscribes first and asks then, and asks again at intervals for what it missed. Nothing
 * ends it but {@link #close()}; a lost connection is opened again (clause F5). Runs on the deciding thread.
 */
final class SentinelLink {

    private static final Logger LOG = LoggerFactory.getLogger(SentinelLink.class);

    /** A sentinel that leaves a question unanswered for this long is connected to anew. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final RawCommand MY_ID = RawCommand.ofText("SENTINEL", "MYID");

    private final Core core;
    private final RedisConfig config;
    private final Connector connector;
    private final Listener listener;
    private final Endpoint endpoint;
    private final RawCommand askPrimary;
    private final RawCommand askReplicas;
    private final RawCommand askSentinels;
    private @Nullable String id;
    private @Nullable NodeLink link;
    private @Nullable NodeSubscriber subscriber;
    private @Nullable SentinelView view;
    private boolean polling;
    private boolean pinged;
    private boolean tried;
    private int failures;
    private boolean closed;

    /** Hears of one sentinel. */
    interface Listener {

        void changed(SentinelLink sentinel);

        void failed(SentinelLink sentinel, Throwable cause);

        void published(SentinelLink sentinel, SentinelEvent event);
    }

    SentinelLink(
            Core core,
            RedisConfig config,
            Connector connector,
            Endpoint endpoint,
            @Nullable String id,
            Listener listener) {
        this.core = core;
        this.config = config;
        this.connector = connector;
        this.endpoint = endpoint;
        this.id = id;
        this.listener = listener;
        this.askPrimary = RawCommand.ofText("SENTINEL", "MASTER", config.sentinelName());
        this.askReplicas = RawCommand.ofText("SENTINEL", "SLAVES", config.sentinelName());
        this.askSentinels = RawCommand.ofText("SENTINEL", "SENTINELS", config.sentinelName());
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** Returns the sentinel's own id; its address as long as that is not known. */
    String id() {
        return id == null ? endpoint.toString() : id;
    }

    /** Returns what it holds to be true; null while it cannot be asked. */
    @Nullable SentinelView view() {
        return view;
    }

    /** Returns whether at least one attempt to ask it has ended. */
    boolean wasTried() {
        return tried;
    }

    void start() {
        if (closed) {
            return;
        }
        connector
                .connect(endpoint, (lost, cause) -> core.execute(() -> down(lost, cause)))
                .whenComplete((opened, bad) -> {
                    if (bad != null) {
                        fail(Connector.asNodeException(endpoint, bad));
                    } else if (closed) {
                        opened.client().abandon();
                    } else {
                        link = opened;
                        subscribe(opened);
                    }
                });
    }

    private void subscribe(NodeLink on) {
        on.client()
                .openSubscriber(new Ear(on))
                .whenComplete((opened, bad) -> core.execute(() -> {
                    if (link != on) {
                        if (opened != null) {
                            opened.close();
                        }
                    } else if (bad != null) {
                        down(on, Connector.asNodeException(endpoint, bad));
                    } else {
                        subscriber = opened;
                        opened.subscribe(
                                ChannelKind.CHANNEL,
                                SentinelEvent.CHANNELS.stream()
                                        .map(channel -> channel.getBytes(StandardCharsets.UTF_8))
                                        .toList());
                    }
                }));
    }

    private void subscribed(NodeLink on) {
        if (link == on) {
            Asked.ask(core, on.client(), MY_ID, PATIENCE).whenComplete((answer, bad) -> {
                String told = Replies.text(answer);
                if (told != null) {
                    id = told;
                }
                poll();
            });
        }
    }

    /** Asks for what may have been missed. */
    void poll() {
        NodeLink on = link;
        if (on == null || polling || subscriber == null) {
            return;
        }
        polling = true;
        checkSubscriber(on);
        CompletableFuture<@Nullable Object> primary = Asked.ask(core, on.client(), askPrimary, PATIENCE);
        CompletableFuture<@Nullable Object> replicas = Asked.ask(core, on.client(), askReplicas, PATIENCE);
        CompletableFuture<@Nullable Object> sentinels = Asked.ask(core, on.client(), askSentinels, PATIENCE);
        CompletableFuture.allOf(primary, replicas, sentinels).whenComplete((all, bad) -> {
            polling = false;
            if (link != on) {
                return;
            }
            if (bad != null) {
                down(on, Connector.asNodeException(endpoint, bad));
                return;
            }
            tried = true;
            failures = 0;
            if (primary.join() instanceof ServerError error) {
                // "No such master", or an ACL: it has no say, but the primary that works stays (clause F5).
                view = null;
                listener.failed(this, NodeException.refused("SENTINEL MASTER " + config.sentinelName(), error));
                return;
            }
            view = SentinelView.parse(primary.join(), replicas.join(), sentinels.join());
            listener.changed(this);
        });
    }

    private void checkSubscriber(NodeLink on) {
        NodeSubscriber ear = subscriber;
        if (ear == null || pinged) {
            return;
        }
        pinged = true;
        ear.ping();
        core.schedule(
                () -> {
                    if (pinged && subscriber == ear) {
                        down(
                                on,
                                NodeException.unknown("the subscription at sentinel " + endpoint + " is silent", null));
                    }
                },
                PATIENCE);
    }

    private void down(NodeLink on, NodeException cause) {
        if (link != on) {
            return;
        }
        link = null;
        subscriber = null;
        view = null;
        polling = false;
        pinged = false;
        on.client().abandon();
        fail(cause);
    }

    private void fail(NodeException cause) {
        if (closed) {
            return;
        }
        LOG.debug("sentinel {}: {}", endpoint, cause.getMessage());
        tried = true;
        failures++;
        listener.failed(this, cause);
        core.schedule(this::start, config.backoff().pause(failures));
    }

    void close() {
        closed = true;
        NodeLink on = link;
        link = null;
        view = null;
        if (on != null) {
            on.client().abandon();
        }
    }

    /** What the subscriber connection hears, on a driver thread. */
    private final class Ear implements SubscriberCallback {

        private final NodeLink on;
        private int awaited = SentinelEvent.CHANNELS.size();

        Ear(NodeLink on) {
            this.on = on;
        }

        @Override
        public void subscribed(ChannelKind kind, byte[] channel) {
            awaited--;
            if (awaited == 0) {
                core.execute(() -> SentinelLink.this.subscribed(on));
            }
        }

        @Override
        public void unsubscribed(ChannelKind kind, byte[] channel) {
            // Never asked for; a sentinel does not end subscriptions by itself.
        }

        @Override
        public void message(ChannelKind kind, byte @Nullable [] pattern, byte[] channel, byte[] payload) {
            SentinelEvent event = SentinelEvent.parse(
                    new String(channel, StandardCharsets.UTF_8), new String(payload, StandardCharsets.UTF_8));
            if (event != null && event.name().equals(config.sentinelName())) {
                core.execute(() -> {
                    if (!closed) {
                        listener.published(SentinelLink.this, event);
                    }
                });
            }
        }

        @Override
        public void pong() {
            core.execute(() -> pinged = false);
        }

        @Override
        public void refused(ServerError error) {
            core.execute(() -> down(on, NodeException.refused("SUBSCRIBE", error)));
        }

        @Override
        public void closed(NodeException cause) {
            core.execute(() -> down(on, cause));
        }
    }

    /** Returns the addresses of the sentinels that this one knows. */
    List<SentinelView.Peer> peers() {
        SentinelView known = view;
        return known == null ? List.of() : known.sentinels();
    }
}
