package org.rf4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rf4j.Endpoint;
import org.rf4j.Outcome;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
import org.rf4j.RedisSplitException;
import org.rf4j.RetryPolicy;
import org.rf4j.internal.Core;
import org.rf4j.internal.topology.FakeDeployment;
import org.rf4j.internal.topology.Slots;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;

/** Clauses C4 and C12, with two nodes that are answered by the test. */
@Timeout(30)
class GatheredCallTest {

    private final Core core = new Core();
    private final FakeDeployment cluster = new FakeDeployment();
    private final List<ReplySink> one = new ArrayList<>();
    private final List<ReplySink> two = new ArrayList<>();
    private final Dispatcher dispatcher = new Dispatcher(
            core, cluster, RedisConfig.builder().retryPolicy(RetryPolicy.NEVER).build());

    @BeforeEach
    void twoNodes() {
        cluster.leads(slot("a"), FakeDeployment.link(new Endpoint("one", 7000), node(one)));
        cluster.leads(slot("b"), FakeDeployment.link(new Endpoint("two", 7000), node(two)));
        cluster.primariesAt(slot("a"), slot("b"));
    }

    @AfterEach
    void closeCore() {
        core.close();
    }

    @Test
    void itIsOverWhenAllPartsAre() {
        Answer<Object> call = start("DEL", "{a}1", "{b}1", "{a}2");
        one.get(0).reply(2L);
        assertThat(call).isNotDone();

        two.get(0).reply(1L);

        assertThat(call).isCompletedWithValue(3L);
    }

    @Test
    void whereOnePartFailedTheExceptionTellsKeyByKey() {
        Answer<Object> call = start("DEL", "{a}1", "{b}1", "{a}2");
        one.get(0).reply(2L);
        two.get(0).reply(new ServerError("OOM no memory"));

        RedisSplitException failure = catchThrowableOfType(RedisSplitException.class, call::join);

        assertThat(failure.parts()).hasSize(2);
        assertThat(failure.parts().get(0).failure()).isNull();
        assertThat(failure.parts().get(0).keys())
                .extracting(GatheredCallTest::text)
                .containsExactly("{a}1", "{a}2");
        assertThat(failure.parts().get(1).failure()).hasMessageContaining("OOM");
        assertThat(failure.parts().get(1).keys())
                .extracting(GatheredCallTest::text)
                .containsExactly("{b}1");
        assertThat(failure).hasMessageContaining("DEL").hasMessageContaining("1 of the parts failed");
    }

    @Test
    void whereOnePartSucceededNobodyMayTakeTheWholeForNotExecuted() {
        Answer<Object> call = start("DEL", "{a}1", "{b}1");
        one.get(0).reply(1L);
        two.get(0).reply(new ServerError("OOM no memory"));

        assertThat(failure(call).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void whereAllPartsFailedAlikeThatIsHowTheCallFailed() {
        Answer<Object> call = start("DEL", "{a}1", "{b}1");
        one.get(0).reply(new ServerError("OOM no memory"));
        two.get(0).reply(new ServerError("OOM no memory"));

        assertThat(failure(call)).isInstanceOf(RedisCommandException.class);
        assertThat(failure(call).outcome()).isEqualTo(Outcome.NOT_EXECUTED);
    }

    @Test
    void theOutcomeIsTheWorstOfTheParts() {
        Answer<Object> call = start("DEL", "{a}1", "{b}1");
        one.get(0).reply(new ServerError("OOM no memory"));
        two.get(0).failed(NodeException.unknown("lost", null));

        assertThat(failure(call)).isInstanceOf(RedisSplitException.class);
        assertThat(failure(call).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void differentFailuresByWhichNothingRanAreNotExecuted() {
        Answer<Object> call = start("DEL", "{a}1", "{b}1");
        one.get(0).reply(new ServerError("OOM no memory"));
        two.get(0).reply(new ServerError("NOPERM no"));

        assertThat(failure(call).outcome()).isEqualTo(Outcome.NOT_EXECUTED);
    }

    @Test
    void aReplyThatCannotBeDecodedEndsTheCall() {
        Answer<Object> call = (Answer<Object>) calls().<Object>start(request("DEL", "{a}1", "{b}1"), raw -> {
            throw new IllegalStateException("undecodable");
        });
        one.get(0).reply(1L);
        two.get(0).reply(1L);

        assertThat(call).isCompletedExceptionally();
    }

    @Test
    void cancelledItsPartsAreOver() {
        Answer<Object> call = start("DEL", "{a}1", "{b}1");

        call.cancel(false);
        one.get(0).reply(1L);

        assertThat(call).isCancelled();
    }

    @Test
    void movedLeadsAPartAlone() {
        Answer<Object> call = start("DEL", "{a}1", "{b}1");
        two.get(0).reply(1L);
        one.get(0).reply(new ServerError("MOVED " + slot("a") + " two:7000"));

        org.awaitility.Awaitility.await().until(() -> two.size() == 2);
        two.get(1).reply(1L);

        assertThat(call).isCompletedWithValue(2L);
        assertThat(cluster.told).containsExactly("moved " + slot("a") + " to two:7000");
    }

    @Test
    void whatConcernsAllDataFailsWithoutKeys() {
        Answer<Object> call = start("DBSIZE");
        one.get(0).reply(1L);
        two.get(0).reply(new ServerError("NOPERM no"));

        RedisSplitException failure = catchThrowableOfType(RedisSplitException.class, call::join);

        assertThat(failure.parts()).allSatisfy(part -> assertThat(part.keys()).isEmpty());
    }

    private CallView calls() {
        return new CallView(dispatcher, new CallLimits(TimeUnit.SECONDS.toNanos(20), false, false), false);
    }

    private Answer<Object> start(String name, String... keys) {
        return (Answer<Object>) calls().<Object>start(request(name, keys), raw -> raw == null ? "nothing" : raw);
    }

    private static Request request(String name, String... keys) {
        RawCommand command = RawCommand.ofText(name, keys);
        return new Request(command, keys.length == 0 ? null : command.argument(0), false, true, Request.Kind.PLAIN);
    }

    private static RedisException failure(Answer<Object> call) {
        return catchThrowableOfType(RedisException.class, call::join);
    }

    /** Returns a node that keeps what it is to answer. */
    private static NodeClient node(List<ReplySink> sinks) {
        return (NodeClient) Proxy.newProxyInstance(
                NodeClient.class.getClassLoader(),
                new Class<?>[] {NodeClient.class},
                (self, method, arguments) -> take(sinks, arguments));
    }

    private static @Nullable Object take(List<ReplySink> sinks, Object @Nullable [] arguments) {
        Object last = arguments == null ? null : arguments[arguments.length - 1];
        List<?> all = last instanceof List<?> several ? several : Arrays.asList(last);
        synchronized (sinks) {
            all.forEach(sink -> sinks.add((ReplySink) sink));
        }
        return null;
    }

    private static int slot(String tag) {
        return Slots.of(tag.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
