package org.rf4j.tck.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.ReplySink;

/** A sink that keeps its answer, and notices a second one. */
final class Answer implements ReplySink {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** One answer: a reply, which may be null, or the failure. */
    private record Outcome(@Nullable Object reply, @Nullable NodeException failure) {}

    private final String call;
    private final Runnable onAnswer;
    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final CountDownLatch answered = new CountDownLatch(1);

    Answer(String call) {
        this(call, () -> {});
    }

    Answer(String call, Runnable onAnswer) {
        this.call = call;
        this.onAnswer = onAnswer;
    }

    @Override
    public void reply(@Nullable Object raw) {
        add(new Outcome(raw, null));
    }

    @Override
    public void failed(NodeException cause) {
        add(new Outcome(null, cause));
    }

    private void add(Outcome outcome) {
        outcomes.add(outcome);
        answered.countDown();
        onAnswer.run();
    }

    boolean isAnswered() {
        return answered.getCount() == 0;
    }

    /** Waits for the reply and returns it in {@linkplain Replies#readable readable} form. */
    @Nullable Object readable() {
        return Replies.readable(raw());
    }

    /** Waits for the reply and returns it. */
    @Nullable Object raw() {
        Outcome outcome = await(LIMIT);
        if (outcome.failure() != null) {
            fail(call + " should have got a reply, but failed", outcome.failure());
        }
        return outcome.reply();
    }

    /** Waits for the failure and returns it. */
    NodeException failure(Duration limit) {
        Outcome outcome = await(limit);
        if (outcome.failure() == null) {
            fail("%s should have failed, but got the reply %s", call, Replies.readable(outcome.reply()));
        }
        return outcome.failure();
    }

    /** Waits for the failure, which must say that the command may have reached the server. */
    void assertUnknown(Duration limit) {
        assertThat(failure(limit).isNotSent())
                .as(
                        "%s had been handed to the socket, so its failure must not claim that it was not sent: use"
                                + " NodeException.unknown",
                        call)
                .isFalse();
    }

    /** Waits for the failure, which must say that the command was not sent. */
    void assertNotSent(Duration limit) {
        assertThat(failure(limit).isNotSent())
                .as(
                        "%s came after the connection was known to be lost: answer NodeException.notSent without"
                                + " writing anything",
                        call)
                .isTrue();
    }

    void assertAnsweredOnce() {
        assertThat(outcomes)
                .as("answers to %s: each sink is answered exactly once, by reply or by failure", call)
                .hasSize(1);
    }

    private Outcome await(Duration limit) {
        try {
            if (!answered.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                fail(
                        "%s was not answered within %d ms: each sink must be answered, by reply or by failure",
                        call, limit.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the answer to " + call, e);
        }
        assertAnsweredOnce();
        return outcomes.element();
    }
}
