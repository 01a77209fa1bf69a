package org.rf4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rf4j.Endpoint;
import org.rf4j.Outcome;
import org.rf4j.RedisClosedException;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
import org.rf4j.RedisTimeoutException;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.Core;
import org.rf4j.internal.topology.FakeDeployment;
import org.rf4j.internal.topology.Slots;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;

/** Calls for which a server may wait: they have a connection of their own, and the time of the wait besides theirs. */
@Timeout(30)
class WaitingCallTest {

    private static final int SLOT = Slots.of("key".getBytes(StandardCharsets.US_ASCII));
    /** What the server calls a connection. */
    private static final long ID = 77;

    private static final Duration TIMEOUT = Duration.ofMillis(100);

    private final Core core = new Core();
    private final FakeDeployment cluster = new FakeDeployment();
    private final Dispatcher dispatcher =
            new Dispatcher(core, cluster, RedisConfig.builder().build());
    private final List<String> shared = new CopyOnWriteArrayList<>();
    private final List<Session> sessions = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusedSessions = new AtomicInteger();

    /** A connection of its own, and what is waited for on it. */
    private static final class Session {
        private final CompletableFuture<RawCommand> command = new CompletableFuture<>();
        private final CompletableFuture<ReplySink> sink = new CompletableFuture<>();
        private final AtomicInteger closed = new AtomicInteger();

        private long millis() {
            return Long.parseLong(new String(command.join().argument(1), StandardCharsets.US_ASCII));
        }
    }

    @BeforeEach
    void lead() {
        cluster.leads(SLOT, FakeDeployment.link(new Endpoint("one", 7000), node()));
    }

    @AfterEach
    void closeCore() {
        core.close();
    }

    private NodeClient node() {
        return (NodeClient) Proxy.newProxyInstance(
                NodeClient.class.getClassLoader(), new Class<?>[] {NodeClient.class}, (self, method, arguments) -> {
                    if (method.getName().equals("send")) {
                        RawCommand command = (RawCommand) arguments[0];
                        shared.add(command.name() + " " + new String(command.argument(0), StandardCharsets.US_ASCII)
                                + " " + new String(command.argument(1), StandardCharsets.US_ASCII));
                    }
                    if (!method.getName().equals("openSession")) {
                        return null;
                    }
                    return refusedSessions.getAndDecrement() > 0
                            ? CompletableFuture.failedFuture(NodeException.notSent("too many connections", null))
                            : CompletableFuture.completedFuture(session());
                });
    }

    private NodeSession session() {
        Session session = new Session();
        sessions.add(session);
        return (NodeSession) Proxy.newProxyInstance(
                NodeSession.class.getClassLoader(), new Class<?>[] {NodeSession.class}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "close" -> session.closed.incrementAndGet();
                        case "send" -> {
                            RawCommand command = (RawCommand) arguments[0];
                            if (command.name().equals("CLIENT")) {
                                ((ReplySink) arguments[1]).reply(ID);
                            } else {
                                session.command.complete(command);
                                session.sink.complete((ReplySink) arguments[1]);
                            }
                        }
                        default -> {}
                    }
                    return null;
                });
    }

    private static Request pop(long waitNanos) {
        RawCommand command = RawCommand.ofText("POP", "key", "whole");
        ServerWait wait = new ServerWait(waitNanos, left -> RawCommand.ofText("POP", "key", Long.toString(left)));
        return new Request(command, command.argument(0), false, true, Request.Kind.PLAIN).waiting(wait);
    }

    private RedisFuture<@Nullable Object> call(Duration wait) {
        return call(wait.toNanos(), false);
    }

    private RedisFuture<@Nullable Object> call(long waitNanos, boolean idempotent) {
        return new CallView(dispatcher, new CallLimits(TIMEOUT.toNanos(), idempotent, false), false)
                .start(pop(waitNanos), ReplyDecoder.raw());
    }

    private static Outcome outcome(RedisFuture<?> call) {
        try {
            call.join();
            throw new AssertionError("it succeeded");
        } catch (RedisException failed) {
            return failed.outcome();
        }
    }

    @Test
    void theDeadlineIsLaterByTheTimeOfTheWait() {
        long began = System.nanoTime();
        assertThatThrownBy(call(Duration.ofMillis(200))::join).isInstanceOf(RedisTimeoutException.class);
        assertThat(System.nanoTime() - began).isBetween(ms(300), ms(1_500));
        assertThat(sessions.get(0).closed).hasValue(1);
        assertThat(sessions.get(0).millis()).isBetween(150L, 200L);
    }

    private static long ms(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    @Test
    void whatWaitsForEverHasNoDeadlineAndEndsWithItsAnswer() {
        RedisFuture<@Nullable Object> forever = call(ServerWait.FOREVER, false);
        assertThatThrownBy(call(Duration.ofMillis(50))::join).isInstanceOf(RedisTimeoutException.class);
        assertThatThrownBy(call(Duration.ofMillis(50))::join).isInstanceOf(RedisTimeoutException.class);
        assertThat(forever.isDone()).isFalse();
        assertThat(sessions.get(0).command.join().argument(1)).isEqualTo("whole".getBytes(StandardCharsets.US_ASCII));

        sessions.get(0).sink.join().reply(7L);
        assertThat(forever.join()).isEqualTo(7L);
        assertThat(sessions.get(0).closed).hasValue(1);
    }

    @Test
    void whoCancelsHangsUp() {
        call(ServerWait.FOREVER, false).cancel(false);
        assertThat(sessions.get(0).closed).hasValue(1);
    }

    @Test
    void theServerIsToldWhoHasGoneBeforeAnythingElseThatIsSent() {
        call(ServerWait.FOREVER, false).cancel(false);
        assertThat(shared).containsExactly("CLIENT UNBLOCK " + ID);
    }

    @Test
    void whoWasAnsweredNeedNotBeUnblocked() {
        RedisFuture<?> answered = call(ServerWait.FOREVER, false);
        sessions.get(0).sink.join().reply(1L);
        assertThat(answered.join()).isEqualTo(1L);
        assertThat(shared).isEmpty();
    }

    @Test
    void closeDoesNotWaitForWhatAServerWaitsFor() {
        RedisFuture<?> forever = call(ServerWait.FOREVER, false);
        long began = System.nanoTime();
        dispatcher.close(began + Duration.ofSeconds(20).toNanos());
        assertThat(System.nanoTime() - began).isLessThan(Duration.ofSeconds(10).toNanos());
        assertThatThrownBy(forever::join).isInstanceOf(RedisClosedException.class);
        assertThat(sessions.get(0).closed).hasValue(1);
    }

    @Test
    void aLossEndsItAsUnknownAndAnIdempotentOneWaitsForWhatIsLeft() {
        RedisFuture<?> once = call(Duration.ofSeconds(20));
        RedisFuture<@Nullable Object> again = call(Duration.ofSeconds(20).toNanos(), true);
        await().pollDelay(Duration.ofMillis(20)).until(() -> sessions.size() == 2);
        sessions.get(0).sink.join().failed(NodeException.unknown("cut", null));
        sessions.get(1).sink.join().failed(NodeException.unknown("cut", null));

        assertThat(outcome(once)).isEqualTo(Outcome.UNKNOWN);
        await().until(() -> sessions.size() == 3);
        assertThat(sessions.get(1).closed).as("the connection before").hasValue(1);
        assertThat(sessions.get(2).millis()).isLessThan(sessions.get(1).millis());
        sessions.get(2).sink.join().reply(null);
        assertThat(again.join()).isNull();
    }

    @Test
    void whoWasTurnedAwayByAPrimaryThatBecomesAReplicaWaitsElsewhere() {
        cluster.looksForAnother();
        RedisFuture<@Nullable Object> call = call(ServerWait.FOREVER, false);
        sessions.get(0).sink.join().reply(new ServerError("UNBLOCKED force unblock, instance state changed"));
        await().until(() -> sessions.size() == 2);
        sessions.get(1).sink.join().reply(7L);
        assertThat(call.join()).isEqualTo(7L);
    }

    @Test
    void whereThereIsNoConnectionForItItTriesLessAndLessOften() {
        refusedSessions.set(3);
        long began = System.nanoTime();
        RedisFuture<@Nullable Object> call = call(Duration.ofSeconds(20));
        await().until(() -> sessions.size() == 1);
        // 50, 100 and 200 ms, each shortened by up to half.
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(ms(175));
        sessions.get(0).sink.join().reply(1L);
        assertThat(call.join()).isEqualTo(1L);
    }

    @Test
    void waitForReplicasDoesNotSpeakOfAnotherConnection() {
        BatchCalls batch = new BatchCalls(dispatcher, new CallLimits(TIMEOUT.toNanos(), false, false));
        batch.start(pop(1), ReplyDecoder.raw());
        Request wait =
                new Request(RawCommand.ofText("WAIT", "1", "100"), null, false, false, Request.Kind.AFTER_WRITES);
        assertThatIllegalStateException()
                .isThrownBy(() -> batch.start(wait, ReplyDecoder.raw()))
                .withMessageContaining("waits on another");
        batch.discard();
    }
}
