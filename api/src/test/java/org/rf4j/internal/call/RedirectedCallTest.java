package org.rf4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rf4j.Endpoint;
import org.rf4j.RedisConfig;
import org.rf4j.internal.Core;
import org.rf4j.internal.topology.FakeDeployment;
import org.rf4j.internal.topology.Slots;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;

/** Clause F3: {@code MOVED}, {@code ASK} and {@code TRYAGAIN} are followed within the deadline. */
@Timeout(30)
class RedirectedCallTest {

    private static final int SLOT = Slots.of("key".getBytes(StandardCharsets.US_ASCII));

    private final Core core = new Core();
    private final FakeDeployment cluster = new FakeDeployment();
    private final Dispatcher dispatcher =
            new Dispatcher(core, cluster, RedisConfig.builder().build());
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();

    @AfterEach
    void closeCore() {
        core.close();
    }

    /** Answers like a node: with refusals as long as there are some left, then with its name. */
    private NodeClient node(String name, @Nullable String refusal) {
        return (NodeClient) Proxy.newProxyInstance(
                NodeClient.class.getClassLoader(), new Class<?>[] {NodeClient.class}, (self, method, arguments) -> {
                    if (arguments[0] instanceof RawCommand command) {
                        sent.add(name + " " + command.name());
                        answer((ReplySink) arguments[1], name, refusal);
                    } else if (arguments[0] instanceof List<?> commands) {
                        for (int i = 0; i < commands.size(); i++) {
                            sent.add(name + " " + ((RawCommand) commands.get(i)).name());
                            answer((ReplySink) ((List<?>) arguments[1]).get(i), name, refusal);
                        }
                    }
                    return null;
                });
    }

    private void answer(ReplySink sink, String name, @Nullable String refusal) {
        if (refusal != null && refusals.getAndDecrement() > 0) {
            sink.reply(new ServerError(refusal));
        } else {
            sink.reply(name.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private Object call() {
        RawCommand command = RawCommand.ofText("INCR", "key");
        CallView calls = new CallView(dispatcher, new CallLimits(TimeUnit.SECONDS.toNanos(10), false, false), false);
        return calls.<Object>start(
                        new Request(command, command.argument(0), false, true, Request.Kind.PLAIN),
                        raw -> new String((byte[]) java.util.Objects.requireNonNull(raw), StandardCharsets.US_ASCII))
                .join();
    }

    @Test
    void movedChangesThePlace() {
        refusals.set(1);
        cluster.leads(SLOT, FakeDeployment.link(new Endpoint("one", 7000), node("one", "MOVED " + SLOT + " two:7000")));
        cluster.reaches(FakeDeployment.link(new Endpoint("two", 7000), node("two", null)));

        assertThat(call()).isEqualTo("two");
        assertThat(sent).containsExactly("one INCR", "two INCR");
    }

    @Test
    void askIsFollowedWithAskingAndChangesNothing() {
        refusals.set(1);
        cluster.leads(SLOT, FakeDeployment.link(new Endpoint("one", 7000), node("one", "ASK " + SLOT + " two:7000")));
        cluster.reaches(FakeDeployment.link(new Endpoint("two", 7000), node("two", null)));

        assertThat(call()).isEqualTo("two");
        assertThat(call()).isEqualTo("one");
        assertThat(sent).containsExactly("one INCR", "two ASKING", "two INCR", "one INCR");
    }

    @Test
    void askIsFollowedAlsoAfterManyTroubles() {
        // Half migrated for a while: the target refuses eight times, and the call comes back to the source each time.
        refusals.set(100);
        cluster.leads(SLOT, FakeDeployment.link(new Endpoint("one", 7000), node("one", "ASK " + SLOT + " two:7000")));
        AtomicInteger busy = new AtomicInteger(8);
        cluster.reaches(FakeDeployment.link(new Endpoint("two", 7000), (NodeClient) Proxy.newProxyInstance(
                NodeClient.class.getClassLoader(), new Class<?>[] {NodeClient.class}, (self, method, arguments) -> {
                    ReplySink sink = (ReplySink) ((List<?>) arguments[1]).get(1);
                    sink.reply(
                            busy.getAndDecrement() > 0
                                    ? new ServerError("TRYAGAIN keys are on their way")
                                    : "two".getBytes(StandardCharsets.US_ASCII));
                    return null;
                })));

        assertThat(call()).isEqualTo("two");
        assertThat(busy.get()).isNegative();
    }
}
