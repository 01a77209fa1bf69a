package org.rf4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rf4j.RedisConfig;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.Core;
import org.rf4j.internal.topology.FakeDeployment;
import org.rf4j.spi.RawCommand;

/** Clause C17: the code of users holds up no decision, also where the core ends a call by itself. */
@Timeout(30)
class CallbackThreadTest {

    private final Core core = new Core();
    private final Dispatcher dispatcher =
            new Dispatcher(core, new FakeDeployment(), RedisConfig.builder().build());
    private final CountDownLatch blocked = new CountDownLatch(1);

    @AfterEach
    void closeCore() {
        blocked.countDown();
        core.close();
    }

    private RedisFuture<String> expiringCall() {
        RawCommand command = RawCommand.ofText("GET", "key");
        CallLimits limits = new CallLimits(TimeUnit.MILLISECONDS.toNanos(20), false, false);
        return new CallView(dispatcher, limits, false)
                .start(
                        new Request(command, command.argument(0), true, true, Request.Kind.PLAIN),
                        raw -> new String((byte[]) raw, StandardCharsets.US_ASCII));
    }

    @Test
    void aContinuationThatBlocksDoesNotKeepTheCoreFromDeciding() throws Exception {
        CompletableFuture<Boolean> onDecidingThread = new CompletableFuture<>();
        expiringCall().whenComplete((value, failure) -> {
            onDecidingThread.complete(core.isDeciding());
            try {
                blocked.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(onDecidingThread.get(10, TimeUnit.SECONDS)).isFalse();
        CompletableFuture<Boolean> decided = new CompletableFuture<>();
        core.schedule(() -> decided.complete(core.isDeciding()), Duration.ofMillis(1));
        assertThat(decided.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingEndsTheFuturesBehindAContinuationThatBlocks() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        expiringCall().whenComplete((value, failure) -> {
            began.countDown();
            boolean interrupted = false;
            while (blocked.getCount() > 0) {
                try {
                    blocked.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();
        RedisFuture<String> second = expiringCall();
        CompletableFuture<Boolean> expired = new CompletableFuture<>();
        core.schedule(() -> expired.complete(true), Duration.ofMillis(100));
        expired.get(10, TimeUnit.SECONDS);

        core.close();

        assertThat(second.toCompletableFuture()).isCompletedExceptionally();
    }
}
