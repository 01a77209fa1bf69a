package org.rf4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rf4j.Endpoint;
import org.rf4j.Outcome;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisConfig;
import org.rf4j.RedisConnectionException;
import org.rf4j.RedisTimeoutException;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.Core;
import org.rf4j.internal.topology.FakeDeployment;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.internal.topology.Slots;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;

/** Clauses X3, C4 and F3 for transactions, against a server that answers as a test says. */
@Timeout(30)
class TransactionCallsTest {

    private static final int SLOT = Slots.of("{k}1".getBytes(StandardCharsets.US_ASCII));
    private static final Object LOST = new Object();

    private final Core core = new Core();
    private final FakeDeployment cluster = new FakeDeployment();
    private final Dispatcher dispatcher =
            new Dispatcher(core, cluster, RedisConfig.builder().build());
    private final CallLimits limits = new CallLimits(TimeUnit.MILLISECONDS.toNanos(500), false, false);
    private final List<String> shared = new ArrayList<>();
    private final List<String> alone = new ArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();

    /** Answers a command: its name, and how many were sent before it. */
    private BiFunction<String, Integer, @Nullable Object> server = (name, before) -> switch (name) {
        case "MULTI", "WATCH" -> "OK";
        case "EXEC" -> List.of(1L, 2L);
        default -> "QUEUED";
    };

    @BeforeEach
    void lead() {
        cluster.leads(SLOT, link());
    }

    @AfterEach
    void closeCore() {
        core.close();
    }

    private NodeLink link() {
        NodeClient node = (NodeClient) Proxy.newProxyInstance(
                NodeClient.class.getClassLoader(), new Class<?>[] {NodeClient.class}, (self, method, arguments) -> {
                    if (method.getName().equals("openSession")) {
                        return CompletableFuture.completedFuture(session());
                    }
                    answer(shared, arguments);
                    return null;
                });
        return FakeDeployment.link(new Endpoint("one", 7000), node);
    }

    private NodeSession session() {
        return (NodeSession) Proxy.newProxyInstance(
                NodeSession.class.getClassLoader(), new Class<?>[] {NodeSession.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        closed.incrementAndGet();
                    } else if (method.getName().equals("send")) {
                        answer(alone, arguments);
                    }
                    return null;
                });
    }

    private void answer(List<String> sent, @Nullable Object @Nullable [] arguments) {
        if (arguments == null || arguments.length < 2) {
            return;
        }
        List<?> commands = arguments[0] instanceof List<?> several ? several : Arrays.asList(arguments[0]);
        List<?> sinks = arguments[1] instanceof List<?> several ? several : Arrays.asList(arguments[1]);
        for (int i = 0; i < commands.size(); i++) {
            String name = ((RawCommand) commands.get(i)).name();
            Object reply = server.apply(name, sent.size());
            sent.add(name);
            if (reply == LOST) {
                ((ReplySink) sinks.get(i)).failed(NodeException.unknown("the connection was reset", null));
            } else {
                ((ReplySink) sinks.get(i)).reply(reply);
            }
        }
    }

    private static Request write(String name, String key) {
        RawCommand command = RawCommand.ofText(name, key);
        return new Request(command, command.argument(0), false, true, Request.Kind.PLAIN);
    }

    private record Queued(TransactionCalls calls, RedisFuture<Long> incr, RedisFuture<Long> decr) {}

    private Queued queue(TransactionCalls calls) {
        return new Queued(
                calls, calls.start(write("INCR", "{k}1"), raw -> (Long) raw), calls.start(write("DECR", "{k}2"), raw ->
                        (Long) raw));
    }

    private Queued queue() {
        return queue(new TransactionCalls(dispatcher, limits));
    }

    @Test
    void itIsSentWholeWhenTheFunctionHasReturned() {
        Queued queued = queue();
        assertThat(shared).isEmpty();
        assertThatThrownBy(queued.incr()::join)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("before it is sent");

        queued.calls().run();

        assertThat(shared).containsExactly("MULTI", "INCR", "DECR", "EXEC");
        assertThat(queued.incr().join()).isEqualTo(1);
        assertThat(queued.decr().join()).isEqualTo(2);
    }

    @Test
    void anErrorOfOneCommandIsItsOwn() {
        server = (name, before) ->
                name.equals("EXEC") ? List.of(new ServerError("WRONGTYPE it is a list"), 2L) : "QUEUED";
        Queued queued = queue();

        queued.calls().run();

        assertThatThrownBy(queued.incr()::join)
                .isInstanceOfSatisfying(RedisCommandException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("WRONGTYPE");
                    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
                })
                .hasMessageStartingWith("INCR: ");
        assertThat(queued.decr().join()).isEqualTo(2);
    }

    @Test
    void aRefusalWhileItIsQueuedIsTheCauseOfTheAbort() {
        server = (name, before) -> switch (name) {
            case "DECR" -> new ServerError("OOM command not allowed");
            case "EXEC" -> new ServerError("EXECABORT Transaction discarded because of previous errors.");
            default -> "QUEUED";
        };
        Queued queued = queue();

        assertThatThrownBy(queued.calls()::run)
                .isInstanceOfSatisfying(RedisCommandException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("OOM");
                    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
                })
                .hasMessageContaining("DECR was refused")
                .hasMessageContaining("EXECABORT");
        assertThatThrownBy(queued.incr()::join).isInstanceOf(RedisCommandException.class);
    }

    @Test
    void aPassingRefusalHasItSentAgainWhole() {
        server = (name, before) -> switch (name) {
            case "INCR" -> before < 4 ? new ServerError("TRYAGAIN on their way") : "QUEUED";
            case "EXEC" -> before < 4 ? new ServerError("EXECABORT discarded") : List.of(1L, 2L);
            default -> "QUEUED";
        };
        Queued queued = queue();

        queued.calls().run();

        assertThat(shared).containsExactly("MULTI", "INCR", "DECR", "EXEC", "MULTI", "INCR", "DECR", "EXEC");
        assertThat(queued.decr().join()).isEqualTo(2);
    }

    @Test
    void whereMultiIsRefusedTheCommandsMayHaveRun() {
        server = (name, before) -> switch (name) {
            case "MULTI" -> new ServerError("NOPERM no right to run 'multi'");
            case "EXEC" -> new ServerError("ERR EXEC without MULTI");
            default -> 1L;
        };

        assertThatThrownBy(queue().calls()::run)
                .isInstanceOfSatisfying(RedisCommandException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("NOPERM");
                    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
                })
                .hasMessageContaining("MULTI was refused");
    }

    @Test
    void aLostConnectionLeavesItUnknownAndIsNotSentAgain() {
        server = (name, before) -> LOST;
        Queued queued = queue();

        assertThatThrownBy(queued.calls()::run)
                .isInstanceOfSatisfying(
                        RedisConnectionException.class,
                        failure -> assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN));
        assertThatThrownBy(queued.incr()::join).isInstanceOf(RedisConnectionException.class);
        assertThat(shared).containsExactly("MULTI", "INCR", "DECR", "EXEC");
    }

    @Test
    void itParksAsOneCall() {
        cluster.leads(SLOT, null);
        Queued queued = queue();
        core.scheduleNanos(
                () -> {
                    cluster.leads(SLOT, link());
                    dispatcher.opened();
                },
                TimeUnit.MILLISECONDS.toNanos(50));

        queued.calls().run();

        assertThat(shared).containsExactly("MULTI", "INCR", "DECR", "EXEC");
        assertThat(queued.decr().join()).isEqualTo(2);
    }

    @Test
    void itParksNoLongerThanItsDeadline() {
        cluster.leads(SLOT, null);

        assertThatThrownBy(queue().calls()::run)
                .isInstanceOfSatisfying(
                        RedisTimeoutException.class,
                        failure -> assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED));
        assertThat(shared).isEmpty();
    }

    @Test
    void keysOfSeveralSlotsAreRefusedBeforeAnythingIsSent() {
        Queued queued = queue();

        assertThatThrownBy(() -> queued.calls().start(write("INCR", "elsewhere"), raw -> raw))
                .isInstanceOfSatisfying(RedisCommandException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("CROSSSLOT");
                    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
                });
        queued.calls().discard();
        assertThat(queued.incr().toCompletableFuture()).isCancelled();
        assertThat(shared).isEmpty();
    }

    private WatchedCalls watch() {
        return WatchedCalls.open(dispatcher, limits, List.of("{k}1".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void whatIsWatchedGoesOverOneConnectionOfItsOwn() {
        try (WatchedCalls watched = watch()) {
            server = (name, before) -> name.equals("EXEC") ? List.of(1L, 2L) : 7L;
            RedisFuture<Long> atOnce = watched.start(write("INCR", "{k}1"), raw -> (Long) raw);
            Long now = watched.await(atOnce);
            assertThat(now).isEqualTo(7);
            Queued queued = queue(watched.transaction());
            assertThat(watched.run(queued.calls())).isTrue();
            assertThat(queued.decr().join()).isEqualTo(2);
            assertThat(closed).hasValue(0);
        }
        assertThat(alone).containsExactly("WATCH", "INCR", "MULTI", "INCR", "DECR", "EXEC");
        assertThat(shared).isEmpty();
        assertThat(closed).hasValue(1);
    }

    @Test
    void aChangedKeyRunsNothing() {
        try (WatchedCalls watched = watch()) {
            server = (name, before) -> name.equals("EXEC") ? null : "QUEUED";
            Queued queued = queue(watched.transaction());
            assertThat(watched.run(queued.calls())).isFalse();
            assertThatThrownBy(queued.incr()::join).hasMessageContaining("a watched key was changed");
        }
    }

    @Test
    void aServerThatIsNoPrimaryAnyMoreMayHaveMissedAChange() {
        try (WatchedCalls watched = watch()) {
            server = (name, before) -> switch (name) {
                case "INCR", "DECR" -> new ServerError("TRYAGAIN on their way");
                case "EXEC" -> new ServerError("EXECABORT discarded");
                default -> "OK";
            };
            assertThat(watched.run(queue(watched.transaction()).calls())).isFalse();
        }
        assertThat(shared).as("not sent where nothing is watched").isEmpty();
    }

    @Test
    void aConnectionLostAtExecLeavesItUnknown() {
        try (WatchedCalls watched = watch()) {
            server = (name, before) -> LOST;
            Queued queued = queue(watched.transaction());
            assertThatThrownBy(() -> watched.run(queued.calls()))
                    .isInstanceOfSatisfying(
                            RedisConnectionException.class,
                            failure -> assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN));
        }
        assertThat(closed).hasValue(1);
    }

    @Test
    void aRefusedWatchLeavesNoConnection() {
        server = (name, before) -> new ServerError("NOPERM no right to run 'watch'");

        assertThatThrownBy(this::watch).isInstanceOf(RedisCommandException.class);

        assertThat(closed).hasValue(1);
    }
}
