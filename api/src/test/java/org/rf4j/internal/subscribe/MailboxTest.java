package org.rf4j.internal.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.rf4j.pubsub.Gap;
import org.rf4j.pubsub.Message;
import org.rf4j.pubsub.MessageListener;
import org.rf4j.pubsub.Overflow;

/** Deliveries are queued and run by the test, so that a slow listener is a matter of not running them. */
final class MailboxTest {

    private final List<String> told = new ArrayList<>();
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final AtomicBoolean overflowed = new AtomicBoolean();

    private final MessageListener<String> listener = new MessageListener<>() {
        @Override
        public void onMessage(Message<String> message) {
            told.add(message.payload());
            if (message.payload().equals("bad")) {
                throw new IllegalStateException("the listener fails");
            }
        }

        @Override
        public void onGap(Gap gap) {
            told.add(gap.cause() + "/" + gap.dropped());
        }
    };

    private Mailbox<String> mailbox(Overflow overflow) {
        return new Mailbox<>(listener, tasks::add, 3, overflow, () -> overflowed.set(true));
    }

    private void arrive(Mailbox<String> mailbox, String... payloads) {
        for (String payload : payloads) {
            mailbox.deliver(new Message<>("c", null, payload), 0);
        }
    }

    private void run() {
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
    }

    @Test
    void whenFullTheOldestAreDroppedAndCountedAtTheirPlace() {
        Mailbox<String> mailbox = mailbox(Overflow.DROP_OLDEST);
        arrive(mailbox, "1", "2", "3", "4", "5");
        run();
        assertThat(told).containsExactly("OVERFLOW/2", "3", "4", "5");
        assertThat(mailbox.dropped()).isEqualTo(2);
    }

    @Test
    void whenFullTheNewestAreDroppedAndCountedAtTheirPlace() {
        Mailbox<String> mailbox = mailbox(Overflow.DROP_NEWEST);
        arrive(mailbox, "1", "2", "3", "4", "5");
        run();
        arrive(mailbox, "6");
        run();
        assertThat(told).containsExactly("1", "2", "3", "OVERFLOW/2", "6");
    }

    @Test
    void anOverflowThatClosesDeliversWhatWaitedThenTheGapThenNothing() {
        Mailbox<String> mailbox = mailbox(Overflow.CLOSE);
        arrive(mailbox, "1", "2", "3", "4", "5");
        assertThat(overflowed).isTrue();
        run();
        arrive(mailbox, "6");
        run();
        assertThat(told).containsExactly("1", "2", "3", "OVERFLOW/1");
    }

    @Test
    void messagesAfterAnInterruptionWaitForItsGap() {
        Mailbox<String> mailbox = mailbox(Overflow.DROP_OLDEST);
        arrive(mailbox, "1");
        Mailbox.Interruption interruption = mailbox.interrupt();
        arrive(mailbox, "2");
        run();
        assertThat(told).containsExactly("1");
        mailbox.resume(interruption, new Gap(Set.of("c"), Gap.Cause.CONNECTION_LOST, 1, 2, Instant.EPOCH, 0));
        run();
        assertThat(told).containsExactly("1", "CONNECTION_LOST/0", "2");
    }

    @Test
    void aListenerThatThrowsIsCountedAndGoesOn() {
        Mailbox<String> mailbox = mailbox(Overflow.DROP_OLDEST);
        arrive(mailbox, "bad", "good");
        run();
        assertThat(told).containsExactly("bad", "good");
        assertThat(mailbox.failures()).isEqualTo(1);
    }

    @Test
    void afterTheEndNothingIsDelivered() {
        Mailbox<String> mailbox = mailbox(Overflow.DROP_OLDEST);
        arrive(mailbox, "1");
        assertThat(mailbox.close()).isNotDone();
        run();
        arrive(mailbox, "2");
        run();
        assertThat(told).isEmpty();
        assertThat(mailbox.close()).isDone();
    }
}
