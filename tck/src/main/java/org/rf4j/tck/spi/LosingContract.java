package org.rf4j.tck.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.RawCommand;

/** The end of a connection: killed, hung up, abandoned; and that nothing comes back by itself. */
abstract class LosingContract extends SpiFixture {

    @Test
    void aConnectionOutlastsSilence() {
        DownEvents events = new DownEvents();
        NodeClient client = connect(settings(), events);
        NodeSession session = session(client);
        SubscriberLog log = new SubscriberLog();
        NodeSubscriber subscriber = await("openSubscriber", client.openSubscriber(log));
        String channel = fresh("channel");
        subscriber.subscribe(ChannelKind.CHANNEL, List.of(bytes(channel)));
        log.await(1, "the acknowledgement");
        // Longer than the connect timeout and than what drivers are used to take for a read timeout.
        awaitNothing(Duration.ofMillis(2_500));
        assertThat(send(client, "PING").readable()).as("after an idle time").isEqualTo("PONG");
        assertThat(send(session, "PING").readable()).as("after an idle time").isEqualTo("PONG");
        assertThat(send(client, "PUBLISH", channel, "x").raw())
                .as("receivers of a message to an idle subscriber")
                .isEqualTo(1L);
        log.await(2, "a message after an idle time");
        events.assertNone();
    }

    @Test
    void aServerThatIsSlowIsNotLost() {
        DownEvents events = new DownEvents();
        NodeClient client = connect(settings(), events);
        server().freeze();
        Answer answer;
        try {
            answer = send(client, "ECHO", "late");
            awaitNothing(Duration.ofMillis(2_500));
            assertThat(answer.isAnswered())
                    .as("whether a call was answered while the server was frozen: deadlines are the core's, which"
                            + " abandons the node")
                    .isFalse();
        } finally {
            server().thaw();
        }
        assertThat(answer.readable()).as("a reply that came late").isEqualTo("late");
        events.assertNone();
    }

    @Test
    void aKilledServerEndsTheCallsInFlightAsUnknown() {
        DownEvents events = new DownEvents();
        NodeClient client = connect(settings(), events);
        NodeSession session = session(client);
        Answer blocked = block(session);
        server().freeze();
        List<Answer> answers = sendMany(client, 50);
        awaitHandedOver();
        server().kill();
        for (Answer answer : answers) {
            answer.assertUnknown(SOON);
        }
        blocked.assertUnknown(SOON);
        events.await(SOON);
        send(client, "PING").assertNotSent(SOON);
        send(session, "PING").assertNotSent(SOON);
        awaitQuiet();
        answers.forEach(Answer::assertAnsweredOnce);
        blocked.assertAnsweredOnce();
        events.assertOnce();
    }

    @Test
    void aLostConnectionDoesNotComeBack() {
        DownEvents events = new DownEvents();
        NodeClient client = connect(settings(), events);
        server().restart();
        events.await(SOON);
        send(client, "PING").assertNotSent(SOON);
        awaitQuiet();
        assertThat(clients())
                .as("connections to the restarted server: the core reconnects, a driver must not")
                .isEmpty();
        send(client, "PING").assertNotSent(SOON);
        events.assertOnce();
    }

    @Test
    void aConnectionClosedWhileIdleIsNoticedBeforeItIsWrittenTo() {
        DownEvents events = new DownEvents();
        NodeClient client = connect(settings(), events);
        String key = fresh("counter");
        assertThat(send(client, "INCR", key).raw()).isEqualTo(1L);
        admin("CLIENT", "KILL", "TYPE", "normal");
        events.await(SOON);
        send(client, "INCR", key).assertNotSent(SOON);
        sendAll(client, RawCommand.ofText("MULTI"), RawCommand.ofText("EXEC"))
                .forEach(answer -> answer.assertNotSent(SOON));
        awaitQuiet();
        events.assertOnce();
        assertThat(admin("GET", key)).isEqualTo("1");
    }

    @Test
    void aCallInFlightOnAConnectionThatIsClosedIsUnknown() {
        DownEvents events = new DownEvents();
        NodeClient client = connect(settings(), events);
        // The connection closes itself after this reply: what follows it in the same flush is read by nobody.
        List<Answer> answers = sendAll(client, RawCommand.ofText("QUIT"), RawCommand.ofText("INCR", fresh("key")));
        assertThat(answers.get(0).readable()).as("QUIT").isEqualTo("OK");
        answers.get(1).assertUnknown(SOON);
        events.await(SOON);
        awaitQuiet();
        events.assertOnce();
    }

    @Test
    void aReplyThatBreaksOffIsAFailure() {
        try (FakeServer breaking = FakeServer.start(connection -> {
            if (connection.getInputStream().read() >= 0) {
                connection.getOutputStream().write(bytes("*2\r\n$5\r\nhello\r\n$5\r\nhe"));
            }
        })) {
            assertEndsAsUnknown(breaking, "a reply that breaks off in the middle");
        }
    }

    @Test
    void bytesThatAreNotTheProtocolAreAFailure() {
        try (FakeServer web = FakeServer.answering(bytes("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            assertEndsAsUnknown(web, "bytes that are not RESP");
        }
    }

    private void assertEndsAsUnknown(FakeServer fake, String what) {
        DownEvents events = new DownEvents();
        NodeClient client = await(
                "connect with an empty handshake",
                driver().connect(fake.endpoint(), settings(new RawCommand[0]), events));
        Answer answer = send(client, "GET", "key");
        Answer next = send(client, "GET", "key");
        answer.assertUnknown(SOON);
        next.failure(SOON);
        events.await(SOON);
        awaitQuiet();
        assertThat(fake.open()).as("sockets left open after %s", what).isZero();
        answer.assertAnsweredOnce();
        next.assertAnsweredOnce();
        events.assertOnce();
    }

    @Test
    void abandoningAHealthyNodeClosesEverything() {
        DownEvents events = new DownEvents();
        NodeClient client = connect(settings(), events);
        NodeSession session = session(client);
        SubscriberLog log = new SubscriberLog();
        NodeSubscriber subscriber = await("openSubscriber", client.openSubscriber(log));
        subscriber.subscribe(ChannelKind.CHANNEL, List.of(bytes(fresh("channel"))));
        log.await(1, "the acknowledgement");
        client.abandon();
        events.await(AT_ONCE);
        log.awaitClosed(AT_ONCE);
        awaitNoClients("abandon");
        send(client, "PING").assertNotSent(SOON);
        send(session, "PING").assertNotSent(SOON);
        client.abandon();
        session.close();
        subscriber.close();
        awaitQuiet();
        events.assertOnce();
        log.assertClosedOnceAndLast();
    }

    @Test
    void abandoningAFrozenNodeEndsEverythingAtOnce() {
        DownEvents events = new DownEvents();
        NodeClient client = connect(settings(), events);
        NodeSession session = session(client);
        SubscriberLog log = new SubscriberLog();
        NodeSubscriber subscriber = await("openSubscriber", client.openSubscriber(log));
        subscriber.subscribe(ChannelKind.CHANNEL, List.of(bytes(fresh("channel"))));
        log.await(1, "the acknowledgement");
        Answer blocked = block(session);
        server().freeze();
        try {
            List<Answer> answers = sendMany(client, 100);
            awaitHandedOver();
            assertReturnsWithin(AT_ONCE, "abandon, which never blocks,", client::abandon);
            answers.forEach(answer -> answer.assertUnknown(AT_ONCE));
            blocked.assertUnknown(AT_ONCE);
            events.await(AT_ONCE);
            log.awaitClosed(AT_ONCE);
            awaitQuiet();
            answers.forEach(Answer::assertAnsweredOnce);
            blocked.assertAnsweredOnce();
        } finally {
            server().thaw();
        }
        events.assertOnce();
        log.assertClosedOnceAndLast();
        awaitNoClients("abandon, once the server was thawed");
    }

    @Test
    void abandoningEndsACallThatIsBeingWritten() throws Exception {
        DownEvents events = new DownEvents();
        NodeClient client = connect(settings(), events);
        byte[] large = new byte[32 * 1024 * 1024];
        server().freeze();
        try {
            // Far more than the buffers of both sockets hold: a driver that writes on the caller's thread is stuck.
            Answer stuck = new Answer("SET of 32 MB");
            Thread writer = new Thread(() -> client.send(RawCommand.of("SET", bytes(fresh("key")), large), stuck));
            writer.start();
            awaitHandedOver();
            Answer behind = new Answer("a call behind it");
            Thread queued = new Thread(() -> client.send(RawCommand.ofText("PING"), behind));
            queued.start();
            queued.join(100);
            assertReturnsWithin(AT_ONCE, "abandon, which never blocks,", client::abandon);
            stuck.assertUnknown(AT_ONCE);
            behind.failure(AT_ONCE);
            writer.join(SOON.toMillis());
            queued.join(SOON.toMillis());
            assertThat(writer.isAlive() || queued.isAlive())
                    .as("a caller is still inside send() after abandon(), which must end a write under way")
                    .isFalse();
            events.await(AT_ONCE);
            stuck.assertAnsweredOnce();
            behind.assertAnsweredOnce();
        } finally {
            server().thaw();
        }
        awaitNoClients("abandon, once the server was thawed");
    }

    @Test
    void abandoningEndsASessionThatIsBeingOpened() {
        NodeClient client = connect();
        server().freeze();
        try {
            CompletionStage<?> session = client.openSession();
            CompletionStage<?> subscriber = client.openSubscriber(new SubscriberLog());
            awaitHandedOver();
            assertReturnsWithin(AT_ONCE, "abandon, which never blocks,", client::abandon);
            failureOf("openSession under way, at abandon", session, AT_ONCE);
            failureOf("openSubscriber under way, at abandon", subscriber, AT_ONCE);
        } finally {
            server().thaw();
        }
        awaitNoClients("abandon, once the server was thawed");
    }

    @Test
    void nothingCanBeOpenedFromAnAbandonedNode() {
        NodeClient client = connect();
        client.abandon();
        failureOf("openSession on an abandoned node", client.openSession(), CONNECT_TIMEOUT.plus(MARGIN));
        awaitNoClients("openSession on an abandoned node");
    }

    @Test
    void abandoningFromWithinAnAnswerWorks() {
        DownEvents events = new DownEvents();
        NodeClient client = connect(settings(), events);
        Answer answer = new Answer("PING", client::abandon);
        client.send(RawCommand.ofText("PING"), answer);
        assertThat(answer.readable()).isEqualTo("PONG");
        events.await(SOON);
        awaitNoClients("abandon");
        awaitQuiet();
        events.assertOnce();
    }

    private static List<Answer> sendMany(NodeClient client, int count) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(send(client, "INCR", "contract-counter"));
        }
        return answers;
    }

    /** A driver may write on a thread of its own; what it has not yet written is rightly said to be not sent. */
    private static void awaitHandedOver() {
        awaitNothing(Duration.ofMillis(300));
    }
}
