package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rf4j.Redis;
import org.rf4j.pubsub.Gap;
import org.rf4j.pubsub.Message;
import org.rf4j.pubsub.MessageListener;
import org.rf4j.pubsub.Overflow;
import org.rf4j.pubsub.SubscribeOptions;
import org.rf4j.pubsub.Subscription;
import org.rf4j.tck.server.RedisProcess;

/** A subscription that has the server wait for its listener. */
abstract class BlockClauses extends ClauseTests {

    private static final int MESSAGES = 2_000;
    private static final int BUFFER = 10;
    private static final String LIMIT = "client-output-buffer-limit";
    private static final String FILLING = "x".repeat(4_000);

    /** Few of these fill the buffers of the network. */
    private static final String LARGE = "x".repeat(100_000);

    /** Waits in its first message until it is let go on; hears the numbers that messages begin with. */
    private static final class Slow implements MessageListener<String> {

        private final Recorder recorder = new Recorder();
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goesOn = new CountDownLatch(1);

        @Override
        public void onMessage(Message<String> message) {
            recorder.onMessage(new Message<>(message.channel(), null, number(message.payload())));
            reached.countDown();
            try {
                goesOn.await(40, TimeUnit.SECONDS);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void onGap(Gap gap) {
            recorder.onGap(gap);
        }
    }

    private static String number(String payload) {
        return payload.substring(0, payload.indexOf(' '));
    }

    private SubscribeOptions<String> blocking() {
        return channels().buffer(BUFFER, Overflow.BLOCK);
    }

    private long subscribers() {
        return Bench.clients(bench().primary(), clientName()).stream()
                .filter(client ->
                        !"0".equals(client.getOrDefault("sub", "0")) || !"0".equals(client.getOrDefault("ssub", "0")))
                .count();
    }

    @Test
    @Clause({"P5", "P4"})
    void whoBlocksLosesNothingAndDelaysNobody() throws Exception {
        Redis redis = connect(
                config -> config.livenessInterval(Duration.ofMillis(100)).livenessTimeout(Duration.ofMillis(300)));
        String channel = name("channel");
        Recorder other = new Recorder();
        closing(subscribe(redis, new Shortened(other), channel));
        Slow slow = new Slow();
        Subscription subscription = closing(redis.pubSub().subscribe(blocking(), slow, channel));
        assertThat(subscribers()).as("P5: connections of subscribers").isEqualTo(2);

        for (int i = 0; i < MESSAGES; i++) {
            assertThat(publish(redis, channel, i + " " + FILLING)).isEqualTo(2);
        }
        assertThat(slow.reached.await(5, TimeUnit.SECONDS)).isTrue();
        eventually(
                "P4: the other hears all meanwhile",
                LONG,
                () -> other.messages().size() == MESSAGES);
        // Longer than liveness would wait for a pong, which is not read now.
        Thread.sleep(1_000);
        assertThat(slow.recorder.told())
                .as("what a listener that waits was told")
                .hasSize(1);

        slow.goesOn.countDown();
        eventually("P5: all arrive", LONG, () -> slow.recorder.messages().size() >= MESSAGES);
        assertThat(slow.recorder.messages())
                .as("P2: in order, none twice")
                .isEqualTo(
                        IntStream.range(0, MESSAGES).mapToObj(Integer::toString).toList());
        assertThat(slow.recorder.gaps())
                .as("P12: liveness is not judged meanwhile")
                .isEmpty();
        assertThat(subscription.dropped()).isZero();
        subscription.unsubscribe();
        eventually("P5: its connection is closed with it", LONG, () -> subscribers() == 1);
    }

    private record Shortened(Recorder recorder) implements MessageListener<String> {

        @Override
        public void onMessage(Message<String> message) {
            recorder.onMessage(new Message<>(message.channel(), null, number(message.payload())));
        }

        @Override
        public void onGap(Gap gap) {
            recorder.onGap(gap);
        }
    }

    @Test
    @Clause({"P5", "P7"})
    void whatTheServerDropsWhileItWaitsIsAGap() throws Exception {
        RedisProcess primary = bench().primary();
        Redis redis = connect();
        String channel = name("channel");
        Slow slow = new Slow();
        Subscription subscription = closing(redis.pubSub().subscribe(blocking(), slow, channel));
        History history = new History();
        Bench.call(primary, "CONFIG", "SET", LIMIT, "pubsub 1mb 0 0");
        try {
            eventually("P5: the server gives the subscriber up", LONG, () -> {
                for (int i = 0; i < 20; i++) {
                    publish(redis, channel, history);
                }
                return subscribers() == 0;
            });
        } finally {
            Bench.call(primary, "CONFIG", "SET", LIMIT, "pubsub 32mb 8mb 60");
        }
        assertThat(slow.recorder.messages())
                .as("messages before the listener went on")
                .hasSize(1);

        slow.goesOn.countDown();
        eventually("P7: a gap", LONG, () -> !slow.recorder.gaps().isEmpty());
        eventually("P6: it is live again", LONG, subscription::isLive);
        publish(redis, channel, history);
        eventually("the last is heard", LONG, () -> slow.recorder.messages().contains(history.last()));
        history.judge(slow.recorder);
        assertThat(slow.recorder.messages().size()).as("P7: some were lost").isLessThan(history.size());
        assertThat(slow.recorder.gaps())
                .as("P7: one interruption")
                .singleElement()
                .satisfies(gap -> assertThat(gap.cause()).isEqualTo(Gap.Cause.CONNECTION_LOST));
    }

    private void publish(Redis redis, String channel, History history) {
        int number = history.size();
        long from = System.nanoTime();
        publish(redis, channel, number + " " + LARGE);
        history.published(number, from, System.nanoTime());
    }
}
