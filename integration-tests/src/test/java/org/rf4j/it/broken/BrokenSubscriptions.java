package org.rf4j.it.broken;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.ServerError;
import org.rf4j.spi.SubscriberCallback;

/** Providers that hear something else than was said, or say something else than they heard. */
final class BrokenSubscriptions {

    private BrokenSubscriptions() {}

    static List<BrokenCase> cases() {
        return List.of(
                at(
                        "P1",
                        "whatIsPublishedAfterSubscribeReturnedArrives",
                        "acknowledges subscriptions by itself",
                        Hasty::new),
                at(
                        "P1",
                        "aRefusedChannelFailsSubscribeAndLeavesNothing",
                        "tells no refusal",
                        () -> hearing(core -> new RelayedCallback(core) {
                            @Override
                            public void refused(ServerError error) {}
                        })),
                at(
                        "P2",
                        "tenThousandMessagesArriveInOrderWithoutAGap",
                        "swaps two messages",
                        () -> hearing(Swapping::new)),
                at(
                        "P2",
                        "tenThousandMessagesArriveInOrderWithoutAGap",
                        "delivers a message twice",
                        () -> hearing(core -> new Counting(core) {
                            @Override
                            void message(int number, Runnable delivery) {
                                delivery.run();
                                if (number % 1_000 == 0) {
                                    delivery.run();
                                }
                            }
                        })),
                at(
                        "P2",
                        "tenThousandMessagesArriveInOrderWithoutAGap",
                        "loses a message in a thousand",
                        () -> hearing(core -> new Counting(core) {
                            @Override
                            void message(int number, Runnable delivery) {
                                if (number % 1_000 != 0) {
                                    delivery.run();
                                }
                            }
                        })),
                at(
                        "P3",
                        "channelsPatternsAndBinaryPayloads",
                        "takes payloads for text",
                        () -> hearing(core -> new RelayedCallback(core) {
                            @Override
                            public void message(
                                    ChannelKind kind, byte @Nullable [] pattern, byte[] channel, byte[] payload) {
                                String text = new String(payload, StandardCharsets.UTF_8);
                                core.message(kind, pattern, channel, text.getBytes(StandardCharsets.UTF_8));
                            }
                        })),
                at(
                        "P3",
                        "channelsPatternsAndBinaryPayloads",
                        "takes the pattern for the channel",
                        () -> hearing(core -> new RelayedCallback(core) {
                            @Override
                            public void message(
                                    ChannelKind kind, byte @Nullable [] pattern, byte[] channel, byte[] payload) {
                                core.message(kind, pattern, pattern == null ? channel : pattern, payload);
                            }
                        })),
                at(
                        "SPI",
                        "aPausedSubscriberReadsNoMoreThanABufferAndThenAllInOrder",
                        "reads on while it is paused",
                        () -> asking(good -> new RelayedSubscriber(good) {
                            @Override
                            public void pause() {}
                        })),
                at(
                        "P5",
                        "whoBlocksLosesNothingAndDelaysNobody",
                        "does not read on after a pause",
                        () -> asking(good -> new RelayedSubscriber(good) {
                            @Override
                            public void resume() {}
                        })),
                at("P6", "patternsAreSubscribedAgain", "loses patterns when it subscribes anew", Forgetful::new),
                at(
                        "SPI",
                        "aKilledConnectionIsClosedOnceAndRestoresNothing",
                        "tells the end of a subscriber twice",
                        () -> hearing(core -> new RelayedCallback(core) {
                            @Override
                            public void closed(NodeException cause) {
                                core.closed(cause);
                                core.closed(cause);
                            }
                        })),
                at(
                        "P7",
                        "whatIsLostWhileConnectionsAreCutLiesInsideGaps",
                        "loses the connection that takes the place of one that was lost",
                        Stumbling::new),
                at(
                        "P7",
                        "aGapIsReportedOnceBetweenTheMessagesBeforeAndAfter",
                        "subscribes anew by itself and tells nobody",
                        Secretive::new),
                at(
                        "P12",
                        "aSlowNetworkCostsTimeAndNothingElse",
                        "answers no ping",
                        () -> hearing(core -> new RelayedCallback(core) {
                            @Override
                            public void pong() {}
                        })),
                at(
                        "P12",
                        "aFrozenServerIsFoundWithinThreeSecondsAndReplaced",
                        "answers pings by itself",
                        Reassuring::new),
                at("P9", "nothingIsDeliveredAfterUnsubscribe", "does not unsubscribe", () -> new Breakage() {
                    @Override
                    NodeSubscriber subscriber(NodeSubscriber subscriber, RelayedCallback callback) {
                        return new RelayedSubscriber(subscriber) {
                            @Override
                            public void unsubscribe(ChannelKind kind, List<byte[]> channels) {
                                channels.forEach(channel -> callback.unsubscribed(kind, channel));
                            }
                        };
                    }
                }),
                at(
                        "SPI",
                        "aKilledServerClosesTheSubscriber",
                        "does not tell the end of a subscriber",
                        () -> hearing(core -> new RelayedCallback(core) {
                            @Override
                            public void closed(NodeException cause) {}
                        })));
    }

    private static BrokenCase at(String clause, String test, String what, Supplier<Breakage> breakage) {
        return new BrokenCase(what, clause, "single", test, breakage);
    }

    private static Breakage hearing(Function<SubscriberCallback, RelayedCallback> change) {
        return new Breakage() {
            @Override
            RelayedCallback callback(SubscriberCallback callback) {
                return change.apply(callback);
            }
        };
    }

    private static Breakage asking(Function<NodeSubscriber, NodeSubscriber> change) {
        return new Breakage() {
            @Override
            NodeSubscriber subscriber(NodeSubscriber subscriber, RelayedCallback callback) {
                return change.apply(subscriber);
            }
        };
    }

    private abstract static class Counting extends RelayedCallback {

        private final AtomicInteger messages = new AtomicInteger();

        Counting(SubscriberCallback core) {
            super(core);
        }

        abstract void message(int number, Runnable delivery);

        @Override
        public final void message(ChannelKind kind, byte @Nullable [] pattern, byte[] channel, byte[] payload) {
            message(messages.incrementAndGet(), () -> core.message(kind, pattern, channel, payload));
        }
    }

    private static final class Swapping extends Counting {

        private @Nullable Runnable held;

        Swapping(SubscriberCallback core) {
            super(core);
        }

        @Override
        void message(int number, Runnable delivery) {
            if (number == 1_000) {
                held = delivery;
                return;
            }
            delivery.run();
            Runnable before = held;
            held = null;
            if (before != null) {
                before.run();
            }
        }
    }

    private static final class Hasty extends Breakage {

        private static final long DELAY_MILLIS = 200;

        @Override
        RelayedCallback callback(SubscriberCallback callback) {
            return new RelayedCallback(callback) {
                @Override
                public void subscribed(ChannelKind kind, byte[] channel) {}
            };
        }

        @Override
        NodeSubscriber subscriber(NodeSubscriber subscriber, RelayedCallback callback) {
            return new RelayedSubscriber(subscriber) {
                @Override
                public void subscribe(ChannelKind kind, List<byte[]> channels) {
                    channels.forEach(channel -> callback.core.subscribed(kind, channel));
                    CompletableFuture.delayedExecutor(DELAY_MILLIS, TimeUnit.MILLISECONDS)
                            .execute(() -> good.subscribe(kind, channels));
                }
            };
        }
    }

    private static final class Forgetful extends Breakage {

        private final AtomicInteger subscribers = new AtomicInteger();

        @Override
        NodeSubscriber subscriber(NodeSubscriber subscriber, RelayedCallback callback) {
            if (subscribers.getAndIncrement() == 0) {
                return subscriber;
            }
            return new RelayedSubscriber(subscriber) {
                @Override
                public void subscribe(ChannelKind kind, List<byte[]> channels) {
                    if (kind == ChannelKind.PATTERN) {
                        channels.forEach(channel -> callback.subscribed(kind, channel));
                    } else {
                        good.subscribe(kind, channels);
                    }
                }
            };
        }
    }

    private static final class Stumbling extends Breakage {

        private static final long DELAY_MILLIS = 50;

        private final AtomicInteger subscribers = new AtomicInteger();

        @Override
        NodeSubscriber subscriber(NodeSubscriber subscriber, RelayedCallback callback) {
            return subscribers.getAndIncrement() != 1
                    ? subscriber
                    : new RelayedSubscriber(subscriber) {
                        @Override
                        public void subscribe(ChannelKind kind, List<byte[]> channels) {
                            good.subscribe(kind, channels);
                            CompletableFuture.delayedExecutor(DELAY_MILLIS, TimeUnit.MILLISECONDS)
                                    .execute(good::close);
                        }
                    };
        }
    }

    private static final class Reassuring extends Breakage {

        @Override
        NodeSubscriber subscriber(NodeSubscriber subscriber, RelayedCallback callback) {
            return new RelayedSubscriber(subscriber) {
                @Override
                public void ping() {
                    callback.pong();
                }
            };
        }
    }

    /** Keeps a memory of its own of what is subscribed. */
    private static final class Secretive extends Breakage {

        private record Wanted(ChannelKind kind, byte[] channel) {}

        @Override
        CompletionStage<NodeSubscriber> openSubscriber(NodeClient client, SubscriberCallback callback) {
            Restoring restoring = new Restoring(client, callback);
            return restoring.open().thenApply(opened -> restoring);
        }

        private static final class Restoring implements NodeSubscriber {

            private final NodeClient client;
            private final SubscriberCallback core;
            private final ConcurrentLinkedQueue<Wanted> wanted = new ConcurrentLinkedQueue<>();
            private volatile @Nullable NodeSubscriber current;
            private volatile boolean over;

            Restoring(NodeClient client, SubscriberCallback core) {
                this.client = client;
                this.core = core;
            }

            CompletionStage<NodeSubscriber> open() {
                return client.openSubscriber(new RelayedCallback(core) {
                            @Override
                            public void closed(NodeException cause) {
                                if (over) {
                                    core.closed(cause);
                                } else {
                                    open().whenComplete((opened, failure) -> {
                                        if (failure != null) {
                                            core.closed(cause);
                                        } else {
                                            new ArrayList<>(wanted)
                                                    .forEach(each ->
                                                            opened.subscribe(each.kind(), List.of(each.channel())));
                                        }
                                    });
                                }
                            }
                        })
                        .thenApply(opened -> {
                            current = opened;
                            return opened;
                        });
            }

            private NodeSubscriber current() {
                return Objects.requireNonNull(current);
            }

            @Override
            public void subscribe(ChannelKind kind, List<byte[]> channels) {
                channels.forEach(channel -> wanted.add(new Wanted(kind, channel)));
                current().subscribe(kind, channels);
            }

            @Override
            public void unsubscribe(ChannelKind kind, List<byte[]> channels) {
                channels.forEach(channel ->
                        wanted.removeIf(each -> each.kind() == kind && Arrays.equals(each.channel(), channel)));
                current().unsubscribe(kind, channels);
            }

            @Override
            public void ping() {
                current().ping();
            }

            @Override
            public void pause() {
                current().pause();
            }

            @Override
            public void resume() {
                current().resume();
            }

            @Override
            public void close() {
                over = true;
                current().close();
            }
        }
    }
}
