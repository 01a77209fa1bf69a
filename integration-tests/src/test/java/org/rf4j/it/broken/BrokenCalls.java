package org.rf4j.it.broken;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.spi.CommandSender;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.Driver;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeEvents;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;

/** Providers that send something else than they were asked to, or say something else of it than is true. */
final class BrokenCalls {

    private static final Set<String> WRITES = Set.of("INCR", "APPEND", "SET");
    private static final long PAUSE_NANOS = 500_000;
    private static final RawCommand PING = RawCommand.ofText("PING");

    private BrokenCalls() {}

    static List<BrokenCase> cases() {
        return List.of(
                at(
                        "C4",
                        "single",
                        "aWriteWhoseAnswerIsLostEndsAsUnknownAndIsNotSentAgain",
                        "says of a call that was sent that it was not",
                        () -> failing(cause -> NodeException.notSent(String.valueOf(cause.getMessage()), cause))),
                at(
                        "SPI",
                        "",
                        "aConnectionClosedWhileIdleIsNoticedBeforeItIsWrittenTo",
                        "says of a call that was not sent that it may have run",
                        () -> failing(cause -> NodeException.unknown(String.valueOf(cause.getMessage()), cause))),
                at("C6", "single", "whatRanIsWhatWasSaidWhenConnectionsAreCut", "sends every write twice", Twice::new),
                at(
                        "C6",
                        "single",
                        "aWriteWhoseAnswerIsLostEndsAsUnknownAndIsNotSentAgain",
                        "sends a write again on another connection",
                        Replaying::new),
                at(
                        "C4",
                        "single",
                        "aScriptThatRefusesAfterItRanIsNotSentAgain",
                        "sends again what was refused as read-only",
                        Insisting::new),
                at(
                        "C2",
                        "single",
                        "callsOnAFrozenServerEndByTheirDeadlineAsUnknown",
                        "blocks the caller until the server answers",
                        Blocking::new),
                at(
                        "SPI",
                        "",
                        "aKilledServerEndsTheCallsInFlightAsUnknown",
                        "never answers a call whose connection is lost",
                        () -> new Breakage() {
                            @Override
                            void failed(RawCommand command, NodeException cause, ReplySink sink) {}
                        }),
                at(
                        "X3",
                        "single",
                        "aTransactionRunsWholeAndEachCommandHasItsOwnAnswer",
                        "puts a command of its own between those of a list",
                        Interleaving::new),
                at(
                        "SPI",
                        "",
                        "commandsOfOneListAreAdjacent",
                        "sends the commands of a list one by one",
                        () -> new Breakage() {
                            @Override
                            void send(
                                    CommandSender connection,
                                    List<RawCommand> commands,
                                    List<? extends ReplySink> sinks) {
                                for (int i = 0; i < commands.size(); i++) {
                                    connection.send(commands.get(i), sinks.get(i));
                                    // Long enough for others to come in between.
                                    LockSupport.parkNanos(PAUSE_NANOS);
                                }
                            }
                        }),
                at(
                        "X2",
                        "single",
                        "batchesAnswerInOrder",
                        "sends the commands of a list backwards",
                        () -> new Breakage() {
                            @Override
                            void send(
                                    CommandSender connection,
                                    List<RawCommand> commands,
                                    List<? extends ReplySink> sinks) {
                                List<RawCommand> backwards = new ArrayList<>(commands);
                                List<ReplySink> theirs = new ArrayList<>(sinks);
                                Collections.reverse(backwards);
                                Collections.reverse(theirs);
                                connection.send(backwards, theirs);
                            }
                        }),
                at(
                        "F3",
                        "cluster",
                        "aHalfMigratedSlotIsAskedForKeyByKey",
                        "leaves out what precedes a redirected command",
                        () -> new Breakage() {
                            @Override
                            void send(
                                    CommandSender connection,
                                    List<RawCommand> commands,
                                    List<? extends ReplySink> sinks) {
                                if (commands.get(0).name().equals("ASKING")) {
                                    sinks.get(0).reply("OK".getBytes(StandardCharsets.US_ASCII));
                                    super.send(
                                            connection,
                                            commands.subList(1, commands.size()),
                                            sinks.subList(1, sinks.size()));
                                } else {
                                    super.send(connection, commands, sinks);
                                }
                            }
                        }),
                at(
                        "F1",
                        "single",
                        "eventsComeOnceInOrderAfterTheStateIsApplied",
                        "does not tell the loss of a connection",
                        () -> new Breakage() {
                            @Override
                            NodeEvents events(NodeEvents events) {
                                return cause -> {};
                            }
                        }),
                at(
                        "SPI",
                        "",
                        "aLostConnectionDoesNotComeBack",
                        "tells the loss of a connection twice",
                        () -> new Breakage() {
                            @Override
                            NodeEvents events(NodeEvents events) {
                                return cause -> {
                                    events.down(cause);
                                    events.down(cause);
                                };
                            }
                        }));
    }

    private static BrokenCase at(String clause, String mode, String test, String what, Supplier<Breakage> breakage) {
        return new BrokenCase(what, clause, mode, test, breakage);
    }

    private interface Verdict {
        NodeException of(NodeException truth);
    }

    private static Breakage failing(Verdict verdict) {
        return new Breakage() {
            @Override
            void failed(RawCommand command, NodeException cause, ReplySink sink) {
                sink.failed(verdict.of(cause));
            }
        };
    }

    private static final class Twice extends Breakage {

        @Override
        void send(CommandSender connection, RawCommand command, ReplySink sink) {
            if (WRITES.contains(command.name())) {
                connection.send(command, ReplySink.nobody());
            }
            super.send(connection, command, sink);
        }
    }

    /** Knows the way to the server, and takes it again behind the caller's back. */
    private static final class Replaying extends Breakage {

        private volatile @Nullable Supplier<CompletionStage<NodeClient>> again;

        @Override
        CompletionStage<NodeClient> connect(
                Driver driver, Endpoint node, ConnectionSettings settings, NodeEvents events) {
            again = () -> driver.connect(node, settings, cause -> {});
            return driver.connect(node, settings, events);
        }

        @Override
        void failed(RawCommand command, NodeException cause, ReplySink sink) {
            Supplier<CompletionStage<NodeClient>> way = again;
            if (way == null || !WRITES.contains(command.name())) {
                sink.failed(cause);
                return;
            }
            way.get().whenComplete((client, failure) -> {
                if (client == null) {
                    sink.failed(cause);
                } else {
                    client.send(command, sink);
                }
            });
        }
    }

    private static final class Insisting extends Breakage {

        @Override
        void send(CommandSender connection, RawCommand command, ReplySink sink) {
            connection.send(command, new ReplySink() {
                @Override
                public void reply(@Nullable Object raw) {
                    if (raw instanceof ServerError error && error.code().equals("READONLY")) {
                        connection.send(command, sink);
                    } else {
                        sink.reply(raw);
                    }
                }

                @Override
                public void failed(NodeException cause) {
                    sink.failed(cause);
                }
            });
        }
    }

    private static final class Blocking extends Breakage {

        private static final long LIMIT_MILLIS = 4_000;

        @Override
        void send(CommandSender connection, RawCommand command, ReplySink sink) {
            if (!WRITES.contains(command.name())) {
                super.send(connection, command, sink);
                return;
            }
            CountDownLatch answered = new CountDownLatch(1);
            connection.send(command, new ReplySink() {
                @Override
                public void reply(@Nullable Object raw) {
                    sink.reply(raw);
                    answered.countDown();
                }

                @Override
                public void failed(NodeException cause) {
                    sink.failed(cause);
                    answered.countDown();
                }
            });
            try {
                answered.await(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Interleaving extends Breakage {

        @Override
        void send(CommandSender connection, List<RawCommand> commands, List<? extends ReplySink> sinks) {
            List<RawCommand> more = new ArrayList<>(commands);
            List<ReplySink> theirs = new ArrayList<>(sinks);
            more.add(1, PING);
            theirs.add(1, ReplySink.nobody());
            connection.send(more, theirs);
        }
    }
}
