package org.rf4j.tck.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.RawCommand;

/** {@link NodeSubscriber} and {@link org.rf4j.spi.SubscriberCallback}. */
abstract class SubscriberContract extends SpiFixture {

    private final Duration second = Duration.ofSeconds(1);
    private NodeClient client;
    private SubscriberLog log;

    @BeforeEach
    void connectClient() {
        client = connect();
        log = new SubscriberLog();
    }

    @Test
    void aSubscriptionIsAcknowledgedAndGetsItsMessages() {
        String channel = fresh("channel");
        subscriber().subscribe(ChannelKind.CHANNEL, List.of(bytes(channel)));
        log.awaitExactly("subscribed CHANNEL " + channel);
        assertThat(publish(channel, "hello")).as("receivers of the message").isEqualTo(1L);
        log.awaitExactly("subscribed CHANNEL " + channel, "CHANNEL " + channel + " hello");
    }

    @Test
    void aPatternSubscriptionNamesThePatternAndTheChannel() {
        String prefix = fresh("news");
        subscriber().subscribe(ChannelKind.PATTERN, List.of(bytes(prefix + ".*")));
        log.awaitExactly("subscribed PATTERN " + prefix + ".*");
        publish(prefix + ".tech", "hello");
        log.awaitExactly("subscribed PATTERN " + prefix + ".*", "PATTERN " + prefix + ".* " + prefix + ".tech hello");
    }

    @Test
    void aShardSubscriptionGetsShardMessagesOnly() {
        String channel = fresh("shard");
        subscriber().subscribe(ChannelKind.SHARD, List.of(bytes(channel)));
        log.awaitExactly("subscribed SHARD " + channel);
        publish(channel, "not for shards");
        assertThat(send(client, "SPUBLISH", channel, "hello").raw()).isEqualTo(1L);
        log.awaitExactly("subscribed SHARD " + channel, "SHARD " + channel + " hello");
    }

    @Test
    void aChannelAndAPatternThatMatchesItBothDeliver() {
        String channel = fresh("channel");
        NodeSubscriber subscriber = subscriber();
        subscriber.subscribe(ChannelKind.CHANNEL, List.of(bytes(channel)));
        subscriber.subscribe(ChannelKind.PATTERN, List.of(bytes(channel + "*")));
        log.await(2, "two acknowledgements");
        publish(channel, "x");
        log.awaitExactly(
                "subscribed CHANNEL " + channel,
                "subscribed PATTERN " + channel + "*",
                "CHANNEL " + channel + " x",
                "PATTERN " + channel + "* " + channel + " x");
    }

    @Test
    void oneRequestForManyChannelsIsAcknowledgedForEachInOrder() {
        String prefix = fresh("channel");
        List<String> channels =
                IntStream.range(0, 1_000).mapToObj(i -> prefix + "-" + i).toList();
        subscriber()
                .subscribe(
                        ChannelKind.CHANNEL,
                        channels.stream().map(SpiFixture::bytes).toList());
        log.awaitExactly(channels.stream()
                .map(channel -> "subscribed CHANNEL " + channel)
                .toArray(String[]::new));
    }

    @Test
    void channelNamesAndPayloadsAreBinary() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        byte[] channel = concat(bytes(fresh("")), all);
        subscriber().subscribe(ChannelKind.CHANNEL, List.of(channel));
        log.await(1, "the acknowledgement");
        send(client, RawCommand.of("PUBLISH", channel, all)).raw();
        send(client, RawCommand.of("PUBLISH", channel, new byte[0])).raw();
        send(client, RawCommand.of("PUBLISH", channel, bytes("message\r\n$3\r\nabc\r\n")))
                .raw();
        String name = SubscriberLog.text(channel);
        log.awaitExactly(
                "subscribed CHANNEL " + name,
                "CHANNEL " + name + " " + SubscriberLog.text(all),
                "CHANNEL " + name + " ",
                "CHANNEL " + name + " message\r\n$3\r\nabc\r\n");
    }

    @Test
    void unsubscribingIsAcknowledgedAndEndsTheMessages() {
        String kept = fresh("kept");
        String left = fresh("left");
        NodeSubscriber subscriber = subscriber();
        subscriber.subscribe(ChannelKind.CHANNEL, List.of(bytes(kept), bytes(left)));
        log.await(2, "two acknowledgements");
        subscriber.unsubscribe(ChannelKind.CHANNEL, List.of(bytes(left)));
        log.await(3, "the end of one subscription");
        assertThat(publish(left, "x")).as("receivers after the unsubscribe").isEqualTo(0L);
        publish(kept, "y");
        log.awaitExactly(
                "subscribed CHANNEL " + kept,
                "subscribed CHANNEL " + left,
                "unsubscribed CHANNEL " + left,
                "CHANNEL " + kept + " y");
    }

    @Test
    void everyKindCanBeUnsubscribedAndSubscribedAgain() {
        NodeSubscriber subscriber = subscriber();
        List<String> expected = new ArrayList<>();
        for (ChannelKind kind : ChannelKind.values()) {
            String channel = fresh("channel");
            for (int round = 0; round < 2; round++) {
                subscriber.subscribe(kind, List.of(bytes(channel)));
                subscriber.unsubscribe(kind, List.of(bytes(channel)));
                expected.add("subscribed " + kind + " " + channel);
                expected.add("unsubscribed " + kind + " " + channel);
            }
        }
        log.awaitExactly(expected.toArray(String[]::new));
    }

    @Test
    void aPingIsAnsweredWhetherOrNotAnythingIsSubscribed() {
        String channel = fresh("channel");
        NodeSubscriber subscriber = subscriber();
        subscriber.ping();
        log.awaitExactly("pong");
        subscriber.subscribe(ChannelKind.CHANNEL, List.of(bytes(channel)));
        subscriber.ping();
        subscriber.unsubscribe(ChannelKind.CHANNEL, List.of(bytes(channel)));
        subscriber.ping();
        log.awaitExactly("pong", "subscribed CHANNEL " + channel, "pong", "unsubscribed CHANNEL " + channel, "pong");
    }

    @Test
    void aRefusedSubscriptionIsReportedAndTheConnectionGoesOn() {
        String user = fresh("user");
        String allowed = fresh("allowed");
        admin("ACL", "SETUSER", user, "on", ">secret", "~*", "+@all", "resetchannels", "&" + allowed);
        NodeClient limited = connect(settings(RawCommand.ofText("AUTH", user, "secret")), new DownEvents());
        NodeSubscriber subscriber = await("openSubscriber", limited.openSubscriber(log));
        subscriber.subscribe(ChannelKind.CHANNEL, List.of(bytes("denied-1")));
        subscriber.subscribe(ChannelKind.CHANNEL, List.of(bytes(allowed)));
        subscriber.subscribe(ChannelKind.PATTERN, List.of(bytes("denied-*")));
        subscriber.ping();
        subscriber.subscribe(ChannelKind.SHARD, List.of(bytes("denied-2")));
        log.awaitExactly("refused NOPERM", "subscribed CHANNEL " + allowed, "refused NOPERM", "pong", "refused NOPERM");
        publish(allowed, "hello");
        log.await(6, "the message");
        assertThat(log.entries().get(5))
                .as("a message on the allowed channel, after refusals")
                .isEqualTo("CHANNEL " + allowed + " hello");
    }

    @Test
    void tenThousandMessagesArriveInOrderOneAtATime() {
        String channel = fresh("channel");
        subscriber().subscribe(ChannelKind.CHANNEL, List.of(bytes(channel)));
        log.await(1, "the acknowledgement");
        List<Answer> published = new ArrayList<>();
        List<String> expected = new ArrayList<>(List.of("subscribed CHANNEL " + channel));
        for (int i = 0; i < 10_000; i++) {
            published.add(send(client, "PUBLISH", channel, Integer.toString(i)));
            expected.add("CHANNEL " + channel + " " + i);
        }
        published.forEach(answer -> assertThat(answer.raw()).isEqualTo(1L));
        log.await(expected.size(), "10,000 messages");
        assertThat(log.entries().equals(expected))
                .as("10,000 messages are delivered in the order in which they were published, none missing or twice")
                .isTrue();
        log.assertOneAtATime();
    }

    @Test
    void aLargeMessageArrives() {
        String channel = fresh("channel");
        subscriber().subscribe(ChannelKind.CHANNEL, List.of(bytes(channel)));
        log.await(1, "the acknowledgement");
        byte[] payload = new byte[4 * 1024 * 1024];
        Arrays.fill(payload, (byte) 'x');
        send(client, RawCommand.of("PUBLISH", bytes(channel), payload)).raw();
        log.await(2, "a message of 4 MB");
        assertThat(log.entries().get(1)).hasSize(payload.length + ("CHANNEL " + channel + " ").length());
    }

    @Test
    void requestsNeverBlock() {
        NodeSubscriber subscriber = subscriber();
        server().freeze();
        try {
            long began = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                subscriber.subscribe(ChannelKind.CHANNEL, List.of(bytes(fresh("channel"))));
                subscriber.ping();
            }
            assertThat(millisSince(began))
                    .as("ms for 200 requests to a frozen server: they must not wait for acknowledgements")
                    .isLessThan(1_000);
        } finally {
            server().thaw();
        }
        log.await(200, "100 acknowledgements and 100 pongs, after the thaw");
        assertThat(log.entries().stream().filter("pong"::equals)).hasSize(100);
    }

    @Test
    void aPausedSubscriberReadsNoMoreThanABufferAndThenAllInOrder() {
        NodeSubscriber subscriber = subscriber();
        assertReadsLittleUntilResumed(subscriber, subscriber::pause);
    }

    @Test
    void aSubscriberThatIsPausedFromItsCallbackReadsNoMoreThanABufferEither() {
        NodeSubscriber subscriber = subscriber();
        assertReadsLittleUntilResumed(subscriber, () -> log.atMessage(subscriber::pause));
    }

    private void assertReadsLittleUntilResumed(NodeSubscriber subscriber, Runnable pause) {
        String channel = fresh("channel");
        subscriber.subscribe(ChannelKind.CHANNEL, List.of(bytes(channel)));
        log.await(1, "the acknowledgement");
        pause.run();
        pause.run();
        byte[] filling = new byte[64 * 1024];
        Arrays.fill(filling, (byte) 'x');
        for (int i = 0; i < 64; i++) {
            assertThat(send(client, RawCommand.of("PUBLISH", bytes(channel), filling))
                            .raw())
                    .isEqualTo(1L);
        }
        subscriber.ping();
        awaitQuiet();
        assertThat(log.entries())
                .as("messages of 4 MB in all that a paused subscriber has delivered")
                .hasSizeLessThan(48);

        log.atMessage(() -> {});
        subscriber.resume();
        subscriber.resume();
        log.await(66, "64 messages and the pong after them");
        assertThat(log.entries().get(65)).isEqualTo("pong");
        log.assertOneAtATime();
    }

    @Test
    void aPausedSubscriberIsClosedLikeAnyOther() {
        NodeSubscriber subscriber = subscriber();
        subscriber.subscribe(ChannelKind.CHANNEL, List.of(bytes(fresh("channel"))));
        log.await(1, "the acknowledgement");
        subscriber.pause();
        subscriber.close();
        log.awaitClosed(second);
        subscriber.pause();
        subscriber.resume();
        log.assertClosedOnceAndLast();
    }

    @Test
    void theEndOfAConnectionIsNoticedWhenASubscriberReadsOn() {
        NodeSubscriber subscriber = subscriber();
        subscriber.subscribe(ChannelKind.CHANNEL, List.of(bytes(fresh("channel"))));
        log.await(1, "the acknowledgement");
        subscriber.pause();
        admin("CLIENT", "KILL", "TYPE", "pubsub");
        subscriber.resume();
        log.awaitClosed(second);
        log.assertClosedOnceAndLast();
    }

    @Test
    void aKilledConnectionIsClosedOnceAndRestoresNothing() {
        String channel = fresh("channel");
        NodeSubscriber subscriber = subscriber();
        subscriber.subscribe(ChannelKind.CHANNEL, List.of(bytes(channel)));
        log.await(1, "the acknowledgement");
        admin("CLIENT", "KILL", "TYPE", "pubsub");
        log.awaitClosed(second);
        assertThat(log.cause()).as("the cause given to closed").isNotNull();
        subscriber.subscribe(ChannelKind.CHANNEL, List.of(bytes(fresh("later"))));
        subscriber.unsubscribe(ChannelKind.CHANNEL, List.of(bytes(channel)));
        subscriber.ping();
        subscriber.close();
        subscriber.close();
        awaitQuiet();
        log.assertClosedOnceAndLast();
        assertThat(publish(channel, "x"))
                .as("receivers after the connection was killed: the core resubscribes, a driver must not")
                .isEqualTo(0L);
        assertThat(send(client, "PING").readable()).as("the shared connection").isEqualTo("PONG");
    }

    @Test
    void closingASubscriberIsClosedOnceAndDeliversNothingMore() {
        String channel = fresh("channel");
        NodeSubscriber subscriber = subscriber();
        subscriber.subscribe(ChannelKind.CHANNEL, List.of(bytes(channel)));
        log.await(1, "the acknowledgement");
        for (int i = 0; i < 1_000; i++) {
            send(client, "PUBLISH", channel, "x");
        }
        subscriber.close();
        log.awaitClosed(second);
        subscriber.close();
        awaitQuiet();
        log.assertClosedOnceAndLast();
        awaitClients(1, "NodeSubscriber.close");
    }

    @Test
    void closingASubscriberOfAFrozenServerDoesNotWaitForIt() {
        NodeSubscriber subscriber = subscriber();
        subscriber.subscribe(ChannelKind.CHANNEL, List.of(bytes(fresh("channel"))));
        log.await(1, "the acknowledgement");
        server().freeze();
        try {
            assertReturnsWithin(AT_ONCE, "NodeSubscriber.close, which never blocks,", subscriber::close);
            log.awaitClosed(second);
        } finally {
            server().thaw();
        }
        log.assertClosedOnceAndLast();
    }

    @Test
    void aKilledServerClosesTheSubscriber() {
        NodeSubscriber subscriber = subscriber();
        subscriber.subscribe(ChannelKind.CHANNEL, List.of(bytes(fresh("channel"))));
        log.await(1, "the acknowledgement");
        server().kill();
        log.awaitClosed(second);
        awaitQuiet();
        log.assertClosedOnceAndLast();
    }

    @Test
    void twoSubscribersAreIndependent() {
        String channel = fresh("channel");
        SubscriberLog otherLog = new SubscriberLog();
        NodeSubscriber one = subscriber();
        NodeSubscriber other = await("openSubscriber", client.openSubscriber(otherLog));
        one.subscribe(ChannelKind.CHANNEL, List.of(bytes(channel)));
        other.subscribe(ChannelKind.CHANNEL, List.of(bytes(channel)));
        log.await(1, "the acknowledgement");
        otherLog.await(1, "the acknowledgement");
        one.close();
        log.awaitClosed(second);
        awaitClients(2, "the close of one of two subscribers");
        assertThat(publish(channel, "x")).isEqualTo(1L);
        otherLog.awaitExactly("subscribed CHANNEL " + channel, "CHANNEL " + channel + " x");
    }

    private NodeSubscriber subscriber() {
        return await("openSubscriber on a server that works", client.openSubscriber(log));
    }

    private @Nullable Object publish(String channel, String message) {
        return send(client, "PUBLISH", channel, message).raw();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
