package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rf4j.Codec;
import org.rf4j.Credentials;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisException;
import org.rf4j.pubsub.Gap;
import org.rf4j.pubsub.Message;
import org.rf4j.pubsub.MessageListener;
import org.rf4j.pubsub.Overflow;
import org.rf4j.pubsub.SubscribeOptions;
import org.rf4j.pubsub.Subscription;

/** Publish and subscribe while nothing is wrong with the servers. */
abstract class PubSubClauses extends ClauseTests {

    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    @Clause("P1")
    void whatIsPublishedAfterSubscribeReturnedArrives() {
        Redis redis = connect();
        String[] channels =
                IntStream.range(0, 50).mapToObj(i -> name("channel" + i)).toArray(String[]::new);
        Recorder recorder = new Recorder();

        Subscription subscription = subscribe(redis, recorder, channels);
        List<String> receivers = new CopyOnWriteArrayList<>();
        for (String channel : channels) {
            receivers.add(publish(redis, channel, channel) + "");
        }

        assertThat(Set.copyOf(receivers))
                .as("P1: receivers that the server counted")
                .containsExactly("1");
        assertThat(subscription.isLive()).as("P1: live after subscribe").isTrue();
        assertThat(subscription.channels()).as("P1: channels").containsExactlyInAnyOrder(channels);
        eventually("P1: every message arrives", SOON, () -> recorder.messages().size() >= channels.length);
        assertThat(recorder.messages()).as("P1: messages").containsExactlyInAnyOrder(channels);
    }

    @Test
    @Clause("P1")
    void aRefusedChannelFailsSubscribeAndLeavesNothing() {
        bench().callAll(
                        "ACL",
                        "SETUSER",
                        "tck-half",
                        "on",
                        ">secret",
                        "~*",
                        "resetchannels",
                        "&" + name("allowed") + "*",
                        "+@all");
        try {
            Redis redis = connect(config -> config.credentials(Credentials.of("tck-half", "secret")));
            Recorder recorder = new Recorder();

            RedisException refused = failure(
                    "P1: subscribe to a forbidden channel",
                    SOON,
                    () -> subscribe(redis, recorder, name("allowed"), name("forbidden")));

            assertThat(refused).as("P1: type").isInstanceOf(RedisCommandException.class);
            assertThat(((RedisCommandException) refused).code()).as("P1: code").isEqualTo("NOPERM");
            eventually("P1: nothing is left half subscribed", SOON, () -> numSub(name("allowed")) == 0);
            subscribe(redis, recorder, name("allowed"));
            publish(redis, name("allowed"), "message");
            eventually(
                    "P1: the next subscription works",
                    SOON,
                    () -> recorder.messages().contains("message"));
        } finally {
            bench().callAll("ACL", "DELUSER", "tck-half");
        }
    }

    @Test
    @Clause({"P2", "P7"})
    void tenThousandMessagesArriveInOrderWithoutAGap() {
        Redis redis = connect();
        Recorder recorder = new Recorder();
        redis.pubSub().subscribe(channels().buffer(20_000, Overflow.DROP_OLDEST), recorder, name("c"));
        List<String> sent =
                IntStream.range(0, 10_000).mapToObj(Integer::toString).toList();

        sent.forEach(message -> publishAsync(redis, name("c"), message));

        eventually("P2: 10,000 messages arrive", LONG, () -> recorder.told().size() >= 10_000);
        assertThat(recorder.messages()).as("P2: the server's order").isEqualTo(sent);
        assertThat(recorder.overlapped()).as("P2: callbacks that overlapped").isFalse();
        assertThat(recorder.gaps()).as("P7: gaps without an interruption").isEmpty();
    }

    @Test
    @Clause("P3")
    void channelsPatternsAndBinaryPayloads() {
        Redis redis = connect();
        byte[] payload = new byte[512];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) i;
        }
        List<Message<byte[]>> exact = new CopyOnWriteArrayList<>();
        List<Message<byte[]>> pattern = new CopyOnWriteArrayList<>();
        SubscribeOptions<byte[]> binary = SubscribeOptions.defaults().codec(Codec.bytes());
        redis.pubSub().subscribe(binary, exact::add, name("a"));
        redis.pubSub().subscribe(binary.patterns(), pattern::add, name("*"));

        redis.pubSub().publish(name("a"), payload);
        redis.pubSub().publish(name("b"), new byte[0]);

        eventually("P3: all arrive", SOON, () -> exact.size() >= 1 && pattern.size() >= 2);
        assertThat(exact).as("P3: messages of the channel").hasSize(1);
        assertThat(exact.get(0).payload()).as("P3: payload").isEqualTo(payload);
        assertThat(exact.get(0).channel()).as("P3: channel").isEqualTo(name("a"));
        assertThat(exact.get(0).pattern())
                .as("P3: pattern of an exact subscription")
                .isNull();
        assertThat(pattern.stream().map(Message::channel))
                .as("P3: messages of the pattern")
                .containsExactlyInAnyOrder(name("a"), name("b"));
        assertThat(pattern.get(0).pattern()).as("P3: pattern").isEqualTo(name("*"));
        assertThat(pattern)
                .as("P3: an empty payload")
                .anySatisfy(message -> assertThat(message.payload()).isEmpty());
    }

    @Test
    @Clause("P4")
    void aListenerThatBlocksDelaysNothingElse() {
        Redis redis = connect();
        CountDownLatch release = new CountDownLatch(1);
        closing(release::countDown);
        CountDownLatch blocked = new CountDownLatch(1);
        Recorder other = new Recorder();
        subscribe(
                redis,
                message -> {
                    blocked.countDown();
                    awaitQuietly(release);
                },
                name("blocked"));
        subscribe(redis, other, name("other"));
        publish(redis, name("blocked"), "first");
        eventually("P4: the listener blocks", SOON, () -> blocked.getCount() == 0);

        long began = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            redis.sync().set(name("key"), "value");
            publish(redis, name("blocked"), "more");
            publish(redis, name("other"), "message");
        }
        eventually(
                "P4: the other subscription hears", SOON, () -> other.messages().size() == 100);

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("P4: the time of 300 calls and 100 messages next to a listener that blocks")
                .isLessThan(Duration.ofSeconds(2));
        assertThat(other.gaps()).as("P7: gaps of the other subscription").isEmpty();
        release.countDown();
    }

    @Test
    @Clause("P5")
    void aFullBufferDropsTheOldest() {
        Flood flood = flood(Overflow.DROP_OLDEST);
        assertThat(flood.recorder.messages())
                .as("P5: received with DROP_OLDEST")
                .isEqualTo(numbers(0, 0, 91, 100));
        assertCounted(flood, 90);
    }

    @Test
    @Clause("P5")
    void aFullBufferDropsTheNewest() {
        Flood flood = flood(Overflow.DROP_NEWEST);
        assertThat(flood.recorder.messages())
                .as("P5: received with DROP_NEWEST")
                .isEqualTo(numbers(0, 0, 1, 10));
        assertCounted(flood, 90);
    }

    @Test
    @Clause("P5")
    void aFullBufferClosesTheSubscription() {
        Flood flood = flood(Overflow.CLOSE);
        assertThat(flood.recorder.messages()).as("P5: received with CLOSE").isEqualTo(numbers(0, 0, 1, 10));
        assertThat(flood.recorder.gaps())
                .as("P5: the gap of a closed subscription")
                .hasSize(1);
        assertThat(flood.recorder.gaps().get(0).cause()).as("P5: its cause").isEqualTo(Gap.Cause.OVERFLOW);
        eventually("P5: the subscription is closed", SOON, () -> !flood.subscription.isLive());
        eventually("P5: the server knows no subscriber any more", SOON, () -> numSub(name("flood")) == 0);
    }

    private static void assertCounted(Flood flood, long dropped) {
        assertThat(flood.subscription.dropped()).as("P5: dropped").isEqualTo(dropped);
        assertThat(flood.recorder.gaps())
                .as("P5: gaps")
                .isNotEmpty()
                .allSatisfy(gap -> assertThat(gap.cause()).isEqualTo(Gap.Cause.OVERFLOW));
        assertThat(flood.recorder.gaps().stream().mapToLong(Gap::dropped).sum())
                .as("P5: dropped, as the gaps say")
                .isEqualTo(dropped);
    }

    private record Flood(Subscription subscription, Recorder recorder) {}

    /** Sends 101 messages to a listener with a buffer of 10 that blocks at the first, and lets it go on then. */
    private Flood flood(Overflow policy) {
        Redis redis = connect();
        CountDownLatch release = new CountDownLatch(1);
        closing(release::countDown);
        CountDownLatch blocked = new CountDownLatch(1);
        Recorder recorder = new Recorder();
        MessageListener<String> listener = new MessageListener<>() {
            @Override
            public void onMessage(Message<String> message) {
                recorder.onMessage(message);
                blocked.countDown();
                awaitQuietly(release);
            }

            @Override
            public void onGap(Gap gap) {
                recorder.onGap(gap);
            }
        };
        Subscription subscription = redis.pubSub().subscribe(channels().buffer(10, policy), listener, name("flood"));
        publish(redis, name("flood"), "0");
        eventually("P5: the listener blocks", SOON, () -> blocked.getCount() == 0);
        for (int i = 1; i <= 100; i++) {
            publish(redis, name("flood"), Integer.toString(i));
        }
        long least = policy == Overflow.CLOSE ? 1 : 90;
        eventually("P5: dropped messages are counted", SOON, () -> subscription.dropped() >= least);
        release.countDown();
        eventually(
                "P5: 11 messages and a gap are delivered",
                SOON,
                () -> recorder.messages().size() >= 11 && !recorder.gaps().isEmpty());
        return new Flood(subscription, recorder);
    }

    private static List<String> numbers(int first, int last, int next, int end) {
        return IntStream.concat(IntStream.rangeClosed(first, last), IntStream.rangeClosed(next, end))
                .mapToObj(Integer::toString)
                .toList();
    }

    @Test
    @Clause("P8")
    void aListenerThatThrowsIsCountedAndGoesOn() {
        Redis redis = connect();
        AtomicInteger heard = new AtomicInteger();
        Subscription subscription = subscribe(
                redis,
                message -> {
                    if (heard.incrementAndGet() % 2 == 0) {
                        throw new IllegalStateException("thrown by a listener of the kit");
                    }
                },
                name("channel"));

        for (int i = 0; i < 10; i++) {
            publish(redis, name("channel"), "message");
        }

        eventually("P8: every message is delivered", SOON, () -> heard.get() == 10);
        eventually("P8: exceptions are counted", SOON, () -> subscription.listenerFailures() == 5);
    }

    @Test
    @Clause("P9")
    void nothingIsDeliveredAfterUnsubscribe() {
        Redis redis = connect();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger late = new AtomicInteger();
        AtomicInteger heard = new AtomicInteger();
        Subscription subscription = subscribe(
                redis,
                message -> {
                    heard.incrementAndGet();
                    if (over.get()) {
                        late.incrementAndGet();
                    }
                },
                name("channel"));
        for (int i = 0; i < 1_000; i++) {
            publishAsync(redis, name("channel"), "message");
        }
        eventually("P9: messages arrive", SOON, () -> heard.get() > 0);

        subscription.unsubscribe();
        over.set(true);
        publish(redis, name("channel"), "late");

        eventually("P9: the server knows no subscriber any more", SOON, () -> numSub(name("channel")) == 0);
        assertThat(late).as("P9: messages delivered after unsubscribe").hasValue(0);
        assertThat(publish(redis, name("channel"), "last")).as("P9: receivers").isZero();
    }

    @Test
    @Clause("P9")
    void aRemovedChannelIsSilentAndTheOthersStay() {
        Redis redis = connect();
        Recorder recorder = new Recorder();
        Subscription subscription = subscribe(redis, recorder, name("a"), name("b"));

        subscription.remove(name("a"));
        subscription.add(name("c"));
        publish(redis, name("a"), "a");
        publish(redis, name("b"), "b");
        publish(redis, name("c"), "c");

        eventually("P9: the others hear", SOON, () -> recorder.messages().size() >= 2);
        assertThat(recorder.messages()).as("P9: messages").containsExactlyInAnyOrder("b", "c");
        assertThat(subscription.channels()).as("P9: channels").containsExactlyInAnyOrder(name("b"), name("c"));
    }

    private long numSub(String channel) {
        Object reply = Bench.call(bench().primary(), "PUBSUB", clustered() ? "SHARDNUMSUB" : "NUMSUB", channel);
        return Long.parseLong(String.valueOf(((List<?>) java.util.Objects.requireNonNull(reply)).get(1)));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
