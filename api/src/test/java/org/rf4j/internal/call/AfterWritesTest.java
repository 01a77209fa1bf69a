package org.rf4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rf4j.Endpoint;
import org.rf4j.Outcome;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
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

/** Clause D1: {@code WAIT} goes over the connection of the writes before it, or not at all. */
@Timeout(30)
class AfterWritesTest {

    private static final int SLOT = Slots.of("key".getBytes(StandardCharsets.US_ASCII));

    private final Core core = new Core();
    private final FakeDeployment cluster = new FakeDeployment();
    private final Dispatcher dispatcher =
            new Dispatcher(core, cluster, RedisConfig.builder().build());
    private final List<String> shared = new ArrayList<>();
    private final List<String> alone = new ArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();
    private @Nullable String refusal;
    private boolean sessions = true;

    @AfterEach
    void closeCore() {
        core.close();
    }

    private NodeClient node() {
        return (NodeClient) Proxy.newProxyInstance(
                NodeClient.class.getClassLoader(), new Class<?>[] {NodeClient.class}, (self, method, arguments) -> {
                    if (method.getName().equals("openSession")) {
                        return sessions
                                ? CompletableFuture.completedFuture(session())
                                : CompletableFuture.failedFuture(NodeException.notSent("no more connections", null));
                    }
                    answer(shared, arguments);
                    return null;
                });
    }

    private NodeSession session() {
        return (NodeSession) Proxy.newProxyInstance(
                NodeSession.class.getClassLoader(), new Class<?>[] {NodeSession.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        closed.incrementAndGet();
                    } else {
                        answer(alone, arguments);
                    }
                    return null;
                });
    }

    private void answer(List<String> sent, Object[] arguments) {
        if (arguments[0] instanceof RawCommand command) {
            sent.add(command.name());
            ((ReplySink) arguments[1]).reply(1L);
            return;
        }
        List<?> commands = (List<?>) arguments[0];
        for (int i = 0; i < commands.size(); i++) {
            String name = ((RawCommand) commands.get(i)).name();
            sent.add(name);
            boolean refused = refusal != null && name.equals("INCR");
            ((ReplySink) ((List<?>) arguments[1]).get(i)).reply(refused ? new ServerError(refusal) : 1L);
        }
    }

    private record Sent(RedisFuture<Long> write, RedisFuture<Long> replicas) {}

    private Sent batch() {
        CallLimits limits = new CallLimits(TimeUnit.MILLISECONDS.toNanos(500), false, false);
        BatchCalls batch = new BatchCalls(dispatcher, limits);
        RawCommand incr = RawCommand.ofText("INCR", "key");
        RedisFuture<Long> write =
                batch.start(new Request(incr, incr.argument(0), false, true, Request.Kind.PLAIN), raw -> (Long) raw);
        RedisFuture<Long> wait = batch.start(
                new Request(RawCommand.ofText("WAIT", "1", "100"), null, false, false, Request.Kind.AFTER_WRITES),
                raw -> (Long) raw);
        batch.run();
        return new Sent(write, wait);
    }

    private void lead() {
        cluster.leads(SLOT, FakeDeployment.link(new Endpoint("one", 7000), node()));
    }

    private void assertProvesNothing(RedisFuture<Long> wait, Outcome outcome) {
        assertThatThrownBy(wait::join)
                .isInstanceOfSatisfying(
                        RedisException.class,
                        failure -> assertThat(failure.outcome()).isEqualTo(outcome))
                .hasMessageContaining("prove");
    }

    @Test
    void bothGoOverOneConnectionOfTheirOwn() {
        lead();

        Sent sent = batch();

        assertThat(sent.write().join()).isEqualTo(1);
        assertThat(sent.replicas().join()).isEqualTo(1);
        assertThat(alone).containsExactly("INCR", "WAIT");
        assertThat(shared).isEmpty();
        assertThat(closed).hasValue(1);
    }

    @Test
    void anAnswerBehindAWriteThatIsSentAgainProvesNothing() {
        lead();
        refusal = "TRYAGAIN keys are on their way";

        Sent sent = batch();

        assertThat(sent.write().join()).isEqualTo(1);
        assertThat(shared).containsExactly("INCR");
        assertProvesNothing(sent.replicas(), Outcome.UNKNOWN);
    }

    @Test
    void aWriteThatIsRefusedForGoodDoesNotSpoilTheAnswer() {
        lead();
        refusal = "WRONGTYPE no number";

        Sent sent = batch();

        assertThatThrownBy(sent.write()::join).hasMessageContaining("WRONGTYPE");
        assertThat(sent.replicas().join()).isEqualTo(1);
    }

    @Test
    void withoutAConnectionForThemTheWriteGoesTheUsualWay() {
        lead();
        sessions = false;

        Sent sent = batch();

        assertThat(sent.write().join()).isEqualTo(1);
        assertThat(shared).containsExactly("INCR");
        assertProvesNothing(sent.replicas(), Outcome.NOT_EXECUTED);
    }

    @Test
    void whatHasToWaitForItsPrimaryIsNotWaitedFor() {
        Sent sent = batch();

        assertProvesNothing(sent.replicas(), Outcome.NOT_EXECUTED);
        assertThat(alone).isEmpty();
    }
}
