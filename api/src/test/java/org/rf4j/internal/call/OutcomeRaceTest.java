package org.rf4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rf4j.Endpoint;
import org.rf4j.Outcome;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
import org.rf4j.internal.Core;
import org.rf4j.internal.topology.FakeDeployment;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.internal.topology.Slots;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;

/** Clause C4, where the end of an attempt and the deadline of its call come at the same moment. */
@Timeout(60)
class OutcomeRaceTest {

    private static final int ROUNDS = 30_000;
    private static final int SLOT = Slots.of("key".getBytes(StandardCharsets.US_ASCII));

    private final Core core = new Core();
    private final FakeDeployment cluster = new FakeDeployment();
    private final AtomicReference<ReplySink> inFlight = new AtomicReference<>();
    private final NodeClient node = (NodeClient) Proxy.newProxyInstance(
            NodeClient.class.getClassLoader(), new Class<?>[] {NodeClient.class}, (self, method, arguments) -> {
                inFlight.set((ReplySink) arguments[1]);
                return null;
            });
    private NodeLink link = newLink();
    private final Dispatcher dispatcher =
            new Dispatcher(core, cluster, RedisConfig.builder().build());
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        other.shutdownNow();
        core.close();
    }

    static List<Arguments> endsOfAnAttempt() {
        return Stream.<End>of(
                        new End(
                                "its connection is lost",
                                (test, sink) -> sink.failed(NodeException.unknown("cut", null))),
                        new End(
                                "a script answers with an error",
                                (test, sink) -> sink.reply(new ServerError("READONLY You can't write"))),
                        new End(
                                "its node is left",
                                (test, sink) -> test.dispatcher.ended(test.link, NodeException.unknown("left", null))))
                .map(Arguments::of)
                .toList();
    }

    private NodeLink newLink() {
        return FakeDeployment.link(new Endpoint("one", 7000), node);
    }

    private record End(String name, BiConsumer<OutcomeRaceTest, ReplySink> happen) {

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("endsOfAnAttempt")
    void aCallThatMayHaveRunIsUnknownWhateverEndsItFirst(End end) throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        for (int round = 0; round < ROUNDS; round++) {
            link = newLink();
            cluster.leads(SLOT, link);
            RawCommand command = RawCommand.ofText("EVAL", "key");
            Call<Object> call = dispatcher.create(
                    new Request(command, command.argument(0), false, false, Request.Kind.PLAIN),
                    raw -> String.valueOf(raw),
                    new CallLimits(TimeUnit.MINUTES.toNanos(1), false, false),
                    false);
            dispatcher.submit(call);
            ReplySink sink = inFlight.get();
            Future<?> deadline = other.submit(() -> {
                together.await();
                dispatcher.expired(call);
                return null;
            });
            together.await();
            end.happen.accept(this, sink);
            deadline.get();
            assertThatThrownBy(call::join)
                    .isInstanceOfSatisfying(
                            RedisException.class,
                            failure -> assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN));
        }
    }
}
