package org.rf4j.it.broken;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rf4j.Capability;
import org.rf4j.Endpoint;
import org.rf4j.TlsOptions;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.Driver;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeEvents;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;

/** Providers that make other connections than they were asked for. */
final class BrokenConnections {

    private BrokenConnections() {}

    static List<BrokenCase> cases() {
        String everywhere = "userDatabaseAndNameHoldOnEveryConnectionAlsoAfterAReconnect";
        return List.of(
                at(
                        "C10",
                        everywhere,
                        "does not select the database",
                        () -> handshaking(commands -> without(commands, "SELECT"))),
                at("C10", everywhere, "names only the first connection", FirstOnly::new),
                at(
                        "C10",
                        everywhere,
                        "does not log in",
                        () -> handshaking(commands -> without(commands, "AUTH", "HELLO"))),
                at(
                        "C11",
                        "aNewConnectionShowsWhatTheProviderGivesThen",
                        "logs in with its first password for ever",
                        Remembering::new),
                at(
                        "C10",
                        "aServerOfAnotherHostIsRefusedAtOnceUnlessNamesAreNotVerified",
                        "does not verify host names",
                        () -> encrypting(
                                tls -> tls.toBuilder().verifyHostname(false).build())),
                at(
                        "C10",
                        "aTlsClientAtAPlainPortFailsInTimeAndTheMessageTellsWhy",
                        "speaks plain text where encryption fails",
                        Downgrading::new),
                at(
                        "C10",
                        "encryptionUserDatabaseAndNameHoldOnEveryConnectionAlsoAfterAReconnectAndAFailover",
                        "does not encrypt",
                        () -> encrypting(tls -> null)),
                at("C10", "aSecretIsInNoOutput", "tells the password in a message", Talkative::new),
                at("SPI", "aClosedPortFailsTheConnect", "never ends a connect that failed", () -> new Breakage() {
                    @Override
                    CompletionStage<NodeClient> connect(
                            Driver driver, Endpoint node, ConnectionSettings settings, NodeEvents events) {
                        CompletableFuture<NodeClient> connected = new CompletableFuture<>();
                        driver.connect(node, settings, events).thenAccept(connected::complete);
                        return connected;
                    }
                }),
                at(
                        "SPI",
                        "aFrozenServerFailsTheConnectAndKeepsNoConnection",
                        "has a patience of its own with connects",
                        () -> new Breakage() {
                            @Override
                            ConnectionSettings settings(ConnectionSettings settings) {
                                return new ConnectionSettings(
                                        Duration.ofSeconds(30),
                                        settings.protocol(),
                                        settings.tls(),
                                        settings::handshake);
                            }
                        }),
                at(
                        "C13",
                        "lazyCallsFailAtOnceWithWhatWaitingCannotCure",
                        "hides why it was refused",
                        () -> refusing(failure -> NodeException.notSent("it did not work", null))),
                at(
                        "SPI",
                        "nothingIsSentButTheHandshake",
                        "sends a handshake of its own",
                        () -> handshaking(commands -> {
                            List<RawCommand> more = new ArrayList<>(commands);
                            more.add(RawCommand.ofText("PING"));
                            return more;
                        })),
                at(
                        "C7",
                        "aServerThatHangsUpIsAskedLessAndLessOften",
                        "opens connections that nobody asked for",
                        Wasteful::new),
                at("X2", "membersHaveScores", "declares a protocol that it does not speak", () -> new Breakage() {
                    @Override
                    Set<Capability> capabilities(Set<Capability> declared) {
                        return Set.of(Capability.TLS, Capability.RESP3);
                    }
                }),
                at(
                        "SPI",
                        "withoutTheCapabilityAConnectIsRefused",
                        "can what it does not declare",
                        () -> new Breakage() {
                            @Override
                            Set<Capability> capabilities(Set<Capability> declared) {
                                return Set.of();
                            }
                        }));
    }

    private static BrokenCase at(String clause, String test, String what, Supplier<Breakage> breakage) {
        return new BrokenCase(what, clause, "single", test, breakage);
    }

    private static Breakage handshaking(Function<List<RawCommand>, List<RawCommand>> change) {
        return new Breakage() {
            @Override
            ConnectionSettings settings(ConnectionSettings settings) {
                return new ConnectionSettings(
                        settings.connectTimeout(),
                        settings.protocol(),
                        settings.tls(),
                        () -> change.apply(settings.handshake()));
            }
        };
    }

    private static List<RawCommand> without(List<RawCommand> commands, String... names) {
        return commands.stream()
                .filter(command -> !Set.of(names).contains(command.name()))
                .toList();
    }

    private static Breakage encrypting(Function<TlsOptions, @Nullable TlsOptions> change) {
        return new Breakage() {
            @Override
            ConnectionSettings settings(ConnectionSettings settings) {
                TlsOptions tls = settings.tls();
                return new ConnectionSettings(
                        settings.connectTimeout(),
                        settings.protocol(),
                        tls == null ? null : change.apply(tls),
                        settings::handshake);
            }
        };
    }

    private static Breakage refusing(Function<Throwable, NodeException> told) {
        return new Breakage() {
            @Override
            CompletionStage<NodeClient> connect(
                    Driver driver, Endpoint node, ConnectionSettings settings, NodeEvents events) {
                return driver.connect(node, settings, events)
                        .handle((client, failure) -> failure == null
                                ? CompletableFuture.completedStage(client)
                                : CompletableFuture.<NodeClient>failedStage(told.apply(failure)))
                        .thenCompose(Function.identity());
            }
        };
    }

    private static final class Downgrading extends Breakage {

        @Override
        CompletionStage<NodeClient> connect(
                Driver driver, Endpoint node, ConnectionSettings settings, NodeEvents events) {
            ConnectionSettings plain =
                    new ConnectionSettings(settings.connectTimeout(), settings.protocol(), null, settings::handshake);
            return driver.connect(node, settings, events)
                    .handle((client, failure) -> failure == null
                            ? CompletableFuture.completedStage(client)
                            : driver.connect(node, plain, events))
                    .thenCompose(Function.identity());
        }
    }

    private static final class FirstOnly extends Breakage {

        @Override
        ConnectionSettings settings(ConnectionSettings settings) {
            AtomicInteger connections = new AtomicInteger();
            return new ConnectionSettings(
                    settings.connectTimeout(),
                    settings.protocol(),
                    settings.tls(),
                    () -> connections.getAndIncrement() == 0
                            ? settings.handshake()
                            : without(settings.handshake(), "CLIENT"));
        }
    }

    private static final class Remembering extends Breakage {

        private @Nullable List<RawCommand> first;

        @Override
        ConnectionSettings settings(ConnectionSettings settings) {
            return new ConnectionSettings(
                    settings.connectTimeout(), settings.protocol(), settings.tls(), () -> once(settings));
        }

        private synchronized List<RawCommand> once(ConnectionSettings settings) {
            if (first == null) {
                first = settings.handshake();
            }
            return first;
        }
    }

    private static final class Talkative extends Breakage {

        @Override
        CompletionStage<NodeClient> connect(
                Driver driver, Endpoint node, ConnectionSettings settings, NodeEvents events) {
            StringBuilder sent = new StringBuilder();
            for (RawCommand command : settings.handshake()) {
                sent.append(command.name());
                for (int i = 0; i < command.argumentCount(); i++) {
                    sent.append(' ').append(new String(command.argument(i), StandardCharsets.UTF_8));
                }
                sent.append("; ");
            }
            return driver.connect(node, settings, events)
                    .handle((client, failure) -> failure == null
                            ? CompletableFuture.completedStage(client)
                            : CompletableFuture.<NodeClient>failedStage(
                                    NodeException.notSent("failed after " + sent, failure)))
                    .thenCompose(Function.identity());
        }
    }

    private static final class Wasteful extends Breakage {

        private static final int MORE = 10;

        @Override
        CompletionStage<NodeClient> connect(
                Driver driver, Endpoint node, ConnectionSettings settings, NodeEvents events) {
            for (int i = 0; i < MORE; i++) {
                driver.connect(node, settings, cause -> {}).thenAccept(NodeClient::abandon);
            }
            return driver.connect(node, settings, events);
        }
    }
}
