package org.rf4j.internal.call;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rf4j.RedisConfig;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.Core;
import org.rf4j.internal.topology.FakeDeployment;
import org.rf4j.spi.RawCommand;

/** Clause C2: who waits inside a batch, where no answer can come, is told so. */
@Timeout(30)
class BatchCallsTest {

    private final Core core = new Core();
    private final Dispatcher dispatcher =
            new Dispatcher(core, new FakeDeployment(), RedisConfig.builder().build());

    @AfterEach
    void closeCore() {
        core.close();
    }

    private void assertRefusesToWait(RawCommand command) {
        BatchCalls batch = new BatchCalls(dispatcher, new CallLimits(1_000_000, false, false));
        RedisFuture<?> call = batch.start(
                new Request(command, command.argument(0), true, true, Request.Kind.PLAIN), ReplyDecoder.raw());

        assertThatThrownBy(call::join)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(command.name())
                .hasMessageContaining("keep the future");
    }

    @Test
    void aCallHasNoAnswerBeforeTheBatchIsSent() {
        assertRefusesToWait(RawCommand.ofText("GET", "key"));
    }

    @Test
    void aCallInPartsHasNone() {
        assertRefusesToWait(RawCommand.ofText("MGET", "one", "two"));
    }
}
