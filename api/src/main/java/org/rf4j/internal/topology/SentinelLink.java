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
    private final Announced announced;
    private final RawCommand askPrimary;
    private final RawCommand askReplicas;
    private final RawCommand askSentinels;
    private @Nullable String id;
    private @Nullable NodeLink link;
    private @Nullable Ear ear;
    private @Nullable SentinelView view;
    private long askedNanos;
    private boolean polling;
    private boolean pollAgain;
    /** The ping that has no answer yet; each has its own time. */
    private @Nullable Object unanswered;

    private boolean tried;
    private final ReconnectPace pace;
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
        this.pace = new ReconnectPace(config.backoff());
        this.announced = new Announced(config.addressMapper());
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

    /** Returns when it was asked for its {@link #view()}, on the clock of {@link System#nanoTime()}. */
    long askedNanos() {
        return askedNanos;
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
                        fail(Connector.asNodeException(endpoint, bad), pace.failed());
                    } else if (closed) {
                        opened.client().abandon();
                    } else {
                        link = opened;
                        subscribe(opened);
                    }
                });
    }

    private void subscribe(NodeLink on) {
        Ear opening = new Ear(on);
        on.client()
                .openSubscriber(opening)
                .whenComplete((opened, bad) -> core.execute(() -> {
                    if (link != on) {
                        if (opened != null) {
                            opened.close();
                        }
                    } else if (bad != null) {
                        down(on, Connector.asNodeException(endpoint, bad));
                    } else {
                        opening.connection = opened;
                        opened.subscribe(
                                ChannelKind.CHANNEL,
                                SentinelEvent.CHANNELS.stream()
                                        .map(channel -> channel.getBytes(StandardCharsets.UTF_8))
                                        .toList());
                    }
                }));
    }

    /** The sentinel has accepted other credentials: another connection, which shows them, takes the place of the ear. */
    void authenticated(NodeLink on) {
        if (link == on && ear != null) {
            subscribe(on);
        }
    }

    private void subscribed(NodeLink on, Ear opened) {
        if (link != on) {
            return;
        }
        Ear before = ear;
        ear = opened;
        unanswered = null;
        if (before != null) {
            before.retire();
            poll();
        } else {
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
        if (polling) {
            // What is on its way may have been answered before what this is about.
            pollAgain = true;
            return;
        }
        if (on == null || ear == null) {
            return;
        }
        polling = true;
        pollAgain = false;
        long now = System.nanoTime();
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
                down(on, connector.explained(endpoint, bad));
                return;
            }
            tried = true;
            answered(primary.join(), replicas.join(), sentinels.join(), now);
            if (pollAgain) {
                poll();
            }
        });
    }

    private void answered(
            @Nullable Object primary, @Nullable Object replicas, @Nullable Object sentinels, long atNanos) {
        if (primary instanceof ServerError error) {
            // "No such master", or an ACL: it has no say, but the primary that works stays (clause F5).
            view = null;
            listener.failed(this, NodeException.refused("SENTINEL MASTER " + config.sentinelName(), error));
            return;
        }
        SentinelView told = SentinelView.parse(primary, replicas, sentinels);
        view = told == null ? null : told.mapped(announced);
        askedNanos = atNanos;
        listener.changed(this);
    }

    private void checkSubscriber(NodeLink on) {
        Ear asked = ear;
        NodeSubscriber subscriber = asked == null ? null : asked.connection;
        if (subscriber == null || unanswered != null) {
            return;
        }
        Object ping = new Object();
        unanswered = ping;
        subscriber.ping();
        core.schedule(
                () -> {
                    if (unanswered == ping && ear == asked) {
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
        ear = null;
        view = null;
        polling = false;
        pollAgain = false;
        unanswered = null;
        on.client().abandon();
        fail(cause, pace.lost(on.age()));
    }

    private void fail(NodeException cause, Duration pause) {
        if (closed) {
            return;
        }
        LOG.debug("sentinel {}: {}", endpoint, cause.getMessage());
        tried = true;
        listener.failed(this, cause);
        core.schedule(this::start, pause);
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
        private @Nullable NodeSubscriber connection;
        private boolean retired;

        Ear(NodeLink on) {
            this.on = on;
        }

        @Override
        public void subscribed(ChannelKind kind, byte[] channel) {
            awaited--;
            if (awaited == 0) {
                core.execute(() -> SentinelLink.this.subscribed(on, this));
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
                        listener.published(SentinelLink.this, event.mapped(announced));
                    }
                });
            }
        }

        @Override
        public void pong() {
            core.execute(() -> {
                if (ear == this) {
                    unanswered = null;
                }
            });
        }

        @Override
        public void refused(ServerError error) {
            core.execute(() -> down(on, NodeException.refused("SUBSCRIBE", error)));
        }

        @Override
        public void authenticated(@Nullable ServerError refusal) {
            // Never asked for: another connection takes the place of this one.
        }

        @Override
        public void closed(NodeException cause) {
            core.execute(() -> {
                if (!retired) {
                    down(on, cause);
                }
            });
        }

        /** Another connection hears instead. */
        void retire() {
            retired = true;
            NodeSubscriber open = connection;
            if (open != null) {
                open.close();
            }
        }
    }

    /** Returns the addresses of the sentinels that this one knows. */
    List<SentinelView.Peer> peers() {
        SentinelView known = view;
        return known == null ? List.of() : known.sentinels();
    }
}
