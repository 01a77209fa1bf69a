package org.rf4j.tck.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.Driver;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.NodeSubscriber;

/** {@link org.rf4j.spi.Driver#close}: nothing is left, whatever the server does. */
abstract class ClosingContract extends SpiFixture {

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2).plus(MARGIN);
    /** For threads of the driver's libraries that belong to the JVM, and end by themselves. */
    private static final Duration LIBRARY_THREADS = Duration.ofSeconds(5);

    /** Everything a driver can have open at once. */
    private final class Everything {
        final DownEvents events = new DownEvents();
        final SubscriberLog log = new SubscriberLog();
        final NodeClient client = connect(settings(), events);
        final NodeSession session = session(client);
        final NodeSubscriber subscriber = await("openSubscriber", client.openSubscriber(log));
        final Answer blocked = block(session);

        Everything() {
            subscriber.subscribe(ChannelKind.CHANNEL, List.of(bytes(fresh("channel"))));
            log.await(1, "the acknowledgement");
        }
    }

    @Test
    void closingLeavesNoThreadAndNoConnection() {
        // Once around first: what a library starts once for the JVM is not this driver's.
        new Everything();
        closeDriver();
        Set<Thread> before = liveThreads();
        for (int round = 0; round < 3; round++) {
            openDriver();
            Everything everything = new Everything();
            closeDriver();
            assertThat(threads().running())
                    .as("threads made by context.threads() that live after close()")
                    .isEmpty();
            assertDead(everything);
        }
        awaitNoClients("Driver.close");
        Awaitility.await("threads that the driver has started otherwise must end, too")
                .atMost(LIBRARY_THREADS)
                .untilAsserted(() -> assertThat(newThreads(before)).isEmpty());
    }

    @Test
    void closingADriverThatNeverConnectedLeavesNoThread() {
        closeDriver();
        assertThat(threads().running()).isEmpty();
    }

    @Test
    void closingDoesNotWaitForAFrozenServer() {
        Everything everything = new Everything();
        server().freeze();
        try {
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                answers.add(send(everything.client, "INCR", "contract-counter"));
            }
            assertReturnsWithin(CLOSE_LIMIT, "Driver.close with a frozen server", this::closeDriver);
            assertThat(threads().running())
                    .as("threads made by context.threads() that live after close()")
                    .isEmpty();
            answers.forEach(answer -> answer.failure(Duration.ZERO));
            assertDead(everything);
        } finally {
            server().thaw();
        }
        awaitNoClients("Driver.close, once the server was thawed");
    }

    @Test
    void closingIsIdempotentAndFinal() {
        Driver driver = driver();
        Everything everything = new Everything();
        driver.close();
        assertReturnsWithin(CLOSE_LIMIT, "the second Driver.close", driver::close);
        failureOf(
                "connect on a closed driver",
                driver.connect(endpoint(), settings(), new DownEvents()),
                CONNECT_TIMEOUT.plus(MARGIN));
        send(everything.client, "PING").assertNotSent(SOON);
        everything.client.abandon();
        everything.session.close();
        everything.subscriber.close();
        assertDead(everything);
        awaitNoClients("Driver.close");
    }

    @Test
    void closingWithAnInterruptedThreadStillClosesEverything() {
        Everything everything = new Everything();
        Thread.currentThread().interrupt();
        closeDriver();
        assertThat(Thread.interrupted())
                .as("the interrupt flag after close(): it stays set")
                .isTrue();
        assertThat(threads().running())
                .as("threads that live after a close() whose caller was interrupted")
                .isEmpty();
        assertDead(everything);
        awaitNoClients("Driver.close");
    }

    @Test
    void nothingIsDeliveredAfterClosing() {
        Everything everything = new Everything();
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            answers.add(send(everything.client, "PING"));
        }
        closeDriver();
        List<Answer> open =
                answers.stream().filter(answer -> !answer.isAnswered()).toList();
        assertThat(open).as("calls that have no answer when close() returns").isEmpty();
        answers.forEach(Answer::assertAnsweredOnce);
        int told = everything.log.entries().size();
        awaitQuiet();
        answers.forEach(Answer::assertAnsweredOnce);
        assertThat(everything.log.entries())
                .as("what the subscriber was told, 250 ms after close()")
                .hasSize(told);
        assertDead(everything);
    }

    private static void assertDead(Everything everything) {
        everything.blocked.failure(Duration.ZERO);
        everything.blocked.assertAnsweredOnce();
        everything.events.assertOnce();
        everything.log.assertClosedOnceAndLast();
    }

    private static Set<Thread> liveThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                // The JVM's own, for child processes and the kit's connections to them.
                .filter(thread -> !thread.getName().equals("process reaper"))
                .collect(Collectors.toSet());
    }

    private static List<String> newThreads(Set<Thread> before) {
        return liveThreads().stream()
                .filter(thread -> !before.contains(thread) && thread != Thread.currentThread())
                .map(Thread::getName)
                .filter(name -> !name.startsWith("awaitility"))
                .toList();
    }
}
