package org.rf4j.internal.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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

    private final AtomicInteger room = new AtomicInteger();

    private Mailbox<String> mailbox(Overflow overflow) {
        return new Mailbox<>(listener, tasks::add, 3, overflow, () -> overflowed.set(true), room::incrementAndGet);
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
    void oneThatBlocksLosesNothingAndSaysWhenThereIsRoom() {
        Mailbox<String> mailbox = mailbox(Overflow.BLOCK);
        arrive(mailbox, "1", "2");
        assertThat(mailbox.isBlocked()).isFalse();

        arrive(mailbox, "3", "4", "5");
        assertThat(mailbox.isBlocked()).isTrue();
        assertThat(room).hasValue(0);

        run();
        assertThat(told).containsExactly("1", "2", "3", "4", "5");
        assertThat(mailbox.isBlocked()).isFalse();
        assertThat(room).hasValue(1);
        assertThat(mailbox.dropped()).isZero();
    }

    @Test
    void oneThatBlocksDoesNotWhileAnInterruptionLasts() {
        Mailbox<String> mailbox = mailbox(Overflow.BLOCK);
        Mailbox.Interruption interruption = mailbox.interrupt(Set.of("c"));
        arrive(mailbox, "1", "2", "3", "4", "5");
        assertThat(mailbox.isBlocked()).isFalse();

        mailbox.resume(interruption, new Gap(Set.of("c"), Gap.Cause.CONNECTION_LOST, 0, 1, Instant.EPOCH, 0));
        run();

        assertThat(told).containsExactly("CONNECTION_LOST/0", "1", "2", "3", "OVERFLOW/2");
        assertThat(mailbox.dropped()).isEqualTo(2);
    }

    @Test
    void messagesAfterAnInterruptionWaitForItsGap() {
        Mailbox<String> mailbox = mailbox(Overflow.DROP_OLDEST);
        arrive(mailbox, "1");
        Mailbox.Interruption interruption = mailbox.interrupt(Set.of("c"));
        arrive(mailbox, "2");
        run();
        assertThat(told).containsExactly("1");
        mailbox.resume(interruption, new Gap(Set.of("c"), Gap.Cause.CONNECTION_LOST, 1, 2, Instant.EPOCH, 0));
        run();
        assertThat(told).containsExactly("1", "CONNECTION_LOST/0", "2");
    }

    @Test
    void messagesOfOtherChannelsPassAnInterruption() {
        Mailbox<String> mailbox = mailbox(Overflow.DROP_OLDEST);
        Mailbox.Interruption interruption = mailbox.interrupt(Set.of("c"));
        arrive(mailbox, "held");
        mailbox.deliver(new Message<>("other", null, "passes"), 0);
        mailbox.deliver(new Message<>("c", "other*", "passes too"), 0);
        run();
        assertThat(told).containsExactly("passes", "passes too");

        mailbox.extend(interruption, Set.of("c", "other"));
        mailbox.deliver(new Message<>("other", null, "held too"), 0);
        run();
        assertThat(told).containsExactly("passes", "passes too");

        mailbox.resume(interruption, new Gap(Set.of("c"), Gap.Cause.SLOT_MOVED, 1, 2, Instant.EPOCH, 0));
        run();
        assertThat(told).containsExactly("passes", "passes too", "SLOT_MOVED/0", "held", "held too");
    }

    @Test
    void whatIsToldInWordsKeepsItsPlaceBehindAnInterruption() {
        Mailbox<String> mailbox = mailbox(Overflow.DROP_OLDEST);
        Mailbox.Interruption interruption = mailbox.interrupt(Set.of("c"));
        mailbox.tell(listener -> told.add("words"));
        mailbox.deliver(new Message<>("other", null, "after the words"), 0);
        run();
        assertThat(told).isEmpty();

        mailbox.resume(interruption, new Gap(Set.of("c"), Gap.Cause.SLOT_MOVED, 1, 2, Instant.EPOCH, 0));
        run();
        assertThat(told).containsExactly("SLOT_MOVED/0", "words", "after the words");
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
