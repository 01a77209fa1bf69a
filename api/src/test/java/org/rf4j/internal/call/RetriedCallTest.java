package org.rf4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rf4j.Endpoint;
import org.rf4j.Outcome;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
import org.rf4j.RetryPolicy;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.Core;
import org.rf4j.internal.topology.FakeDeployment;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.internal.topology.Slots;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;

/** Clause C6: what is sent again when an answer was lost, and what when nothing had been sent. */
@Timeout(30)
class RetriedCallTest {

    private static final int SLOT = Slots.of("key".getBytes(StandardCharsets.US_ASCII));

    private final Core core = new Core();
    private final FakeDeployment cluster = new FakeDeployment();
    private final AtomicInteger attempts = new AtomicInteger();

    @AfterEach
    void closeCore() {
        core.close();
    }

    private NodeLink link(NodeException first) {
        NodeClient node = (NodeClient) Proxy.newProxyInstance(
                NodeClient.class.getClassLoader(), new Class<?>[] {NodeClient.class}, (self, method, arguments) -> {
                    ReplySink sink = (ReplySink) arguments[1];
                    if (attempts.getAndIncrement() == 0) {
                        cluster.leads(SLOT, link(first));
                        sink.failed(first);
                    } else {
                        sink.reply(1L);
                    }
                    return null;
                });
        return FakeDeployment.link(new Endpoint("one", 7000), node);
    }

    /** Makes a call whose first attempt fails. */
    private RedisFuture<Long> call(RetryPolicy policy, boolean readOnly, boolean idempotent, NodeException first) {
        return call(link(first), policy, readOnly, idempotent);
    }

    private RedisFuture<Long> call(NodeLink link, RetryPolicy policy, boolean readOnly, boolean idempotent) {
        cluster.leads(SLOT, link);
        Dispatcher dispatcher = new Dispatcher(
                core, cluster, RedisConfig.builder().retryPolicy(policy).build());
        CallLimits limits = new CallLimits(TimeUnit.SECONDS.toNanos(10), idempotent, false);
        RawCommand command = RawCommand.ofText("ANY", "key");
        return new CallView(dispatcher, limits, false)
                .start(new Request(command, command.argument(0), readOnly, true, Request.Kind.PLAIN), raw ->
                        (Long) raw);
    }

    @ParameterizedTest
    @CsvSource({"SAFE, true, false", "SAFE, false, true", "ALL, false, false", "ALL, true, false"})
    void whatMayRunTwiceIsSentAgainWhenItsAnswerIsLost(RetryPolicy policy, boolean readOnly, boolean idempotent) {
        assertThat(call(policy, readOnly, idempotent, NodeException.unknown("cut", null))
                        .join())
                .isEqualTo(1);
        assertThat(attempts).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource({"SAFE, false, false", "NEVER, false, false", "NEVER, true, false", "NEVER, false, true"})
    void whatMayNotRunTwiceEndsAsUnknown(RetryPolicy policy, boolean readOnly, boolean idempotent) {
        assertThatThrownBy(call(policy, readOnly, idempotent, NodeException.unknown("cut", null))::join)
                .isInstanceOfSatisfying(
                        RedisException.class,
                        failure -> assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN));
        assertThat(attempts).hasValue(1);
    }

    @Test
    void nothingIsSentThereAnyMoreOnceTheCallerHearsOfTheLoss() {
        NodeLink link = link(NodeException.unknown("cut", null));

        RedisFuture<Long> call = call(link, RetryPolicy.NEVER, false, false);

        assertThatThrownBy(call::join).isInstanceOf(RedisException.class);
        assertThat(link.isGone()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"SAFE", "NEVER", "ALL"})
    void whatWasNotSentIsSentWhateverThePolicy(RetryPolicy policy) {
        assertThat(call(policy, false, false, NodeException.notSent("closed before", null))
                        .join())
                .isEqualTo(1);
        assertThat(attempts).hasValue(2);
    }
}
