package org.rf4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rf4j.Endpoint;
import org.rf4j.RedisClosedException;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisConfig;
import org.rf4j.RedisConnectionException;
import org.rf4j.RedisException;
import org.rf4j.RedisTimeoutException;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.Core;
import org.rf4j.internal.Guide;
import org.rf4j.internal.topology.FakeDeployment;
import org.rf4j.internal.topology.Slots;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;

/** What calls end with points to where it is explained, and what the server said does not. */
@Timeout(30)
class GuidedCallTest {

    private static final int SLOT = Slots.of("key".getBytes(StandardCharsets.US_ASCII));
    private static final Duration SHORT = Duration.ofMillis(50);

    private final Core core = new Core();
    private final FakeDeployment deployment = new FakeDeployment();
    private RedisConfig config = RedisConfig.builder().build();

    @AfterEach
    void closeCore() {
        core.close();
    }

    /** What a node does with a call. */
    private interface Node {
        void send(ReplySink sink);
    }

    private void node(Node node) {
        NodeClient client = (NodeClient) Proxy.newProxyInstance(
                NodeClient.class.getClassLoader(), new Class<?>[] {NodeClient.class}, (self, method, arguments) -> {
                    if (method.getName().equals("send")) {
                        node.send((ReplySink) arguments[1]);
                    }
                    return null;
                });
        deployment.leads(SLOT, FakeDeployment.link(new Endpoint("one", 7000), client));
    }

    private RedisFuture<Object> call(Dispatcher dispatcher, Duration limit) {
        RawCommand command = RawCommand.ofText("ANY", "key");
        return new CallView(dispatcher, new CallLimits(limit.toNanos(), false, false), false)
                .start(new Request(command, command.argument(0), false, true, Request.Kind.PLAIN), raw -> "answer");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> failureOf(RedisFuture<?> call) {
        return assertThatThrownBy(call::join).isInstanceOf(RedisException.class);
    }

    private Dispatcher dispatcher() {
        return new Dispatcher(core, deployment, config);
    }

    @Test
    void aDeadlineWhileWaiting() {
        failureOf(call(dispatcher(), SHORT))
                .isInstanceOf(RedisTimeoutException.class)
                .hasMessageContaining("it was waiting to be sent")
                .hasMessageEndingWith(Guide.DEADLINE_WHILE_WAITING.toString());
    }

    @Test
    void aDeadlineAfterSending() {
        node(sink -> {});

        failureOf(call(dispatcher(), SHORT))
                .isInstanceOf(RedisTimeoutException.class)
                .hasMessageContaining("has not answered")
                .hasMessageEndingWith(Guide.DEADLINE_AFTER_SENDING.toString());
    }

    @Test
    void anAnswerThatWasLost() {
        node(sink -> sink.failed(NodeException.unknown("cut", null)));

        failureOf(call(dispatcher(), Duration.ofSeconds(10)))
                .isInstanceOf(RedisConnectionException.class)
                .hasMessage("ANY was sent to one:7000 and its answer was lost: cut" + Guide.ANSWER_LOST);
    }

    @Test
    void moreThanMayWait() {
        config = RedisConfig.builder().maxParkedCalls(1).build();
        Dispatcher dispatcher = dispatcher();
        RedisFuture<Object> waiting = call(dispatcher, Duration.ofSeconds(10));

        failureOf(call(dispatcher, Duration.ofSeconds(10)))
                .hasMessageContaining("no more calls can wait")
                .hasMessageEndingWith(Guide.PARKING_FULL.toString());
        assertThat(waiting.toCompletableFuture()).isNotDone();
    }

    @Test
    void aClosedClient() {
        Dispatcher dispatcher = dispatcher();
        dispatcher.close(System.nanoTime());

        failureOf(call(dispatcher, Duration.ofSeconds(10)))
                .isInstanceOf(RedisClosedException.class)
                .hasMessageEndingWith(Guide.CLOSED.toString());
    }

    @Test
    void aBlockingCallInACallback() {
        Callbacks.run(() -> assertThatThrownBy(Callbacks::checkMayBlock)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith(Guide.BLOCKING_IN_A_CALLBACK.toString()));
    }

    @Test
    void keysOfSeveralSlots() {
        OneSlot slot = new OneSlot(deployment);
        RawCommand command = RawCommand.ofText("GET", "a");
        slot.admit(command, "a".getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> slot.admit(command, "b".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(RedisCommandException.class)
                .hasMessageEndingWith(Guide.CROSS_SLOT.toString());
    }

    @Test
    void whatTheServerSaysStandsAsItIs() {
        node(sink -> sink.reply(new ServerError("WRONGTYPE another kind")));

        failureOf(call(dispatcher(), Duration.ofSeconds(10))).hasMessage("ANY: WRONGTYPE another kind");
    }
}
