package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.rf4j.Backoff;
import org.rf4j.Codec;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.command.GroupPosition;
import org.rf4j.command.RedisFuture;
import org.rf4j.command.StreamEntry;
import org.rf4j.command.StreamId;
import org.rf4j.command.StreamRange;
import org.rf4j.command.XAddArgs;
import org.rf4j.command.XReadGroupArgs;
import org.rf4j.stream.Delivery;
import org.rf4j.stream.MissingGroup;
import org.rf4j.stream.StreamConsumer;
import org.rf4j.stream.StreamConsumerBuilder;
import org.rf4j.stream.StreamHandler;

/** Consumer groups that are read to the end, with handlers and consumers that fail. */
abstract class StreamConsumerClauses extends ClauseTests {

    private static final String GROUP = "workers";
    private static final Duration CLAIM_AFTER = Duration.ofMillis(600);

    /** What a handler that is at work is given; it says three times as often that it is. */
    private static final Duration LONG_CLAIM_AFTER = Duration.ofSeconds(2);

    @Test
    @Clause("S1")
    void everyEntryIsHandledAndAcknowledged() {
        Redis redis = connect();
        add(redis, 500);
        Set<String> handled = ConcurrentHashMap.newKeySet();
        AtomicInteger deliveries = new AtomicInteger();
        StreamHandler<String> handler = delivery -> {
            deliveries.incrementAndGet();
            handled.add(number(delivery));
        };
        start(redis, consumer -> consumer.concurrency(4), handler);
        start(redis, consumer -> consumer.concurrency(4), handler);
        add(redis, 500);

        eventually("S1: every entry is handled", LONG, () -> deliveries.get() >= 1_000);
        awaitNothingPending(redis);
        assertThat(deliveries.get())
                .as("S1: without a failure none is handled twice")
                .isEqualTo(1_000);
        assertThat(handled).as("S1: the entries that were handled").hasSize(500);
    }

    @Test
    @Clause("S1")
    void anEntryThatFailsAgainAndAgainBecomesADeadLetter() {
        Redis redis = connect();
        List<Long> attempts = new CopyOnWriteArrayList<>();
        AtomicInteger others = new AtomicInteger();
        StreamConsumer consumer = start(
                redis,
                builder ->
                        builder.maxDeliveries(3).deadLetters(name("graveyard")).concurrency(2),
                delivery -> {
                    if (number(delivery).equals("7")) {
                        attempts.add(delivery.count());
                        throw new IllegalStateException("no seven");
                    }
                    others.incrementAndGet();
                });
        add(redis, 20);

        eventually("S1: the entry is given up", LONG, () -> redis.sync().xlen(name("graveyard")) == 1);
        awaitNothingPending(redis);
        assertThat(attempts).as("S1: how often it had been delivered").containsExactly(1L, 2L, 3L);
        assertThat(others.get()).as("S1: the others are handled").isEqualTo(19);
        Map<String, String> letter =
                redis.sync().xrange(name("graveyard"), StreamRange.all()).get(0).asMap();
        assertThat(letter)
                .as("S1: the dead letter")
                .containsEntry("number", "7")
                .containsEntry("rf4j-stream", name("stream"))
                .containsEntry("rf4j-group", GROUP)
                .containsEntry("rf4j-deliveries", "3")
                .containsEntry("rf4j-reason", "java.lang.IllegalStateException: no seven");
        assertThat(consumer.statistics().deadLettered()).as("S1: counted").isEqualTo(1);
    }

    @Test
    @Clause("S1")
    void anEntryThatCannotBeDecodedBecomesADeadLetterAndHoldsUpNoOther() {
        Redis redis = connect();
        redis.sync().xadd(name("stream"), Map.of("number", "one"));
        redis.sync().xadd(name("stream"), Map.of("number", "2"));
        List<Long> handled = new CopyOnWriteArrayList<>();
        closing(quick(StreamConsumer.of(redis, name("stream"), GROUP).codec(Codec.longs()))
                .maxDeliveries(2)
                .start(delivery -> handled.addAll(delivery.entry().asMap().values())));

        eventually("S1: the entry is given up", LONG, () -> redis.sync().xlen(name("stream") + ":dead") == 1);
        awaitNothingPending(redis);
        assertThat(handled).as("S1: the other").containsExactly(2L);
        assertThat(redis.sync()
                        .xrange(name("stream") + ":dead", StreamRange.all())
                        .get(0)
                        .asMap())
                .as("S1: its value, as it was")
                .containsEntry("number", "one");
    }

    @Test
    @Clause("S1")
    void entriesThatBelongTogetherStayInOrderThoughSomeFail() {
        Redis redis = connect();
        Map<String, List<String>> seen = new ConcurrentHashMap<>();
        Set<String> failed = ConcurrentHashMap.newKeySet();
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger mostAtOnce = new AtomicInteger();
        start(
                redis,
                builder -> builder.concurrency(8)
                        .orderedBy(entry -> Integer.parseInt(entry.asMap().getOrDefault("number", "")) % 5),
                delivery -> {
                    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    try {
                        String number = number(delivery);
                        if (number.endsWith("3") && failed.add(number)) {
                            throw new IllegalStateException("the first time");
                        }
                        seen.computeIfAbsent(
                                        Integer.toString(Integer.parseInt(number) % 5),
                                        none -> Collections.synchronizedList(new ArrayList<>()))
                                .add(number);
                    } finally {
                        atOnce.decrementAndGet();
                    }
                });
        add(redis, 200);

        awaitNothingPending(redis, 200);
        assertThat(failed).as("S1: some failed").hasSize(20);
        assertThat(mostAtOnce.get()).as("S1: bounded by what belongs together").isBetween(1, 5);
        assertThat(seen)
                .as("S1: what belongs together")
                .hasSize(5)
                .allSatisfy((key, numbers) -> assertThat(numbers)
                        .as("S1: order of %s", key)
                        .hasSize(40)
                        .isSortedAccordingTo((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b))));
    }

    @Test
    @Clause("S1")
    void whatADeadConsumerHadIsTakenOver() {
        Redis redis = connect();
        add(redis, 30);
        StreamConsumer first = start(redis, builder -> builder, delivery -> {});
        awaitNothingPending(redis, 30);
        first.close();
        add(redis, 10);
        redis.sync().xreadgroup(GROUP, "dead", GroupPosition.undelivered(name("stream")), XReadGroupArgs.count(10));
        Set<StreamId> handled = ConcurrentHashMap.newKeySet();
        List<Long> counts = new CopyOnWriteArrayList<>();

        StreamConsumer heir = start(redis, builder -> builder, delivery -> {
            handled.add(delivery.entry().id());
            counts.add(delivery.count());
        });

        eventually("S1: the entries of the dead consumer are handled", LONG, () -> handled.size() == 10);
        awaitNothingPending(redis);
        assertThat(counts).as("S1: they had been delivered before").containsOnly(2L);
        assertThat(heir.statistics().claimed()).as("S1: counted").isEqualTo(10);
    }

    @Test
    @Clause("S1")
    void aConsumerThatComesBackBeginsWithWhatIsPendingForIt() {
        Redis redis = connect();
        redis.sync()
                .xgroupCreate(
                        new org.rf4j.command.StreamPosition<>(name("stream"), StreamId.ZERO),
                        GROUP,
                        org.rf4j.command.XGroupCreateArgs.mkstream());
        add(redis, 5);
        redis.sync().xreadgroup(GROUP, "me", GroupPosition.undelivered(name("stream")));
        add(redis, 5);
        List<String> handled = new CopyOnWriteArrayList<>();

        start(
                redis,
                builder -> builder.consumer("me").claimAfter(Duration.ofMinutes(10)),
                delivery -> handled.add(number(delivery) + "/" + delivery.count()));

        awaitNothingPending(redis, 10);
        assertThat(handled)
                .as("S1: what was pending comes first")
                .containsExactly("0/2", "1/2", "2/2", "3/2", "4/2", "0/1", "1/1", "2/1", "3/1", "4/1");
    }

    @Test
    @Clause("S1")
    void nobodyTakesOverWhatASlowHandlerIsAt() throws InterruptedException {
        Redis redis = connect();
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch handling = new CountDownLatch(1);
        AtomicInteger deliveries = new AtomicInteger();
        start(redis, builder -> builder.prefetch(1).claimAfter(LONG_CLAIM_AFTER), delivery -> {
            deliveries.incrementAndGet();
            handling.countDown();
            release.await(30, TimeUnit.SECONDS);
        });
        add(redis, 1);
        assertThat(handling.await(10, TimeUnit.SECONDS))
                .as("it is being handled")
                .isTrue();
        StreamConsumer other =
                start(redis, builder -> builder.claimAfter(LONG_CLAIM_AFTER), delivery -> deliveries.incrementAndGet());

        // Longer than the time after which entries are taken over.
        add(redis, 1);
        eventually(
                "the other consumer is at work", LONG, () -> other.statistics().handled() == 1);
        assertThat(release.await(LONG_CLAIM_AFTER.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS))
                .isFalse();
        release.countDown();

        awaitNothingPending(redis);
        assertThat(deliveries.get()).as("S1: each was delivered once").isEqualTo(2);
        assertThat(other.statistics().claimed()).as("S1: taken over").isZero();
    }

    @Test
    @Clause("S1")
    void aGroupThatIsGoneIsMadeAgainAndNothingIsSkipped() {
        Redis redis = connect();
        Set<String> handled = ConcurrentHashMap.newKeySet();
        StreamConsumer consumer = start(redis, builder -> builder, delivery -> handled.add(number(delivery)));
        addNumbered(redis, 0, 50);
        awaitNothingPending(redis, 50);
        eventually(
                "it has looked how far all is acknowledged",
                LONG,
                () -> consumer.statistics().underWay() == 0);

        redis.sync().xgroupDestroy(name("stream"), GROUP);
        addNumbered(redis, 50, 100);

        eventually("S1: what came after is handled", LONG, () -> handled.size() == 100);
        assertThat(consumer.ended().toCompletableFuture()).as("S1: it goes on").isNotDone();
    }

    @Test
    @Clause({"S1", "S2"})
    void anEntryThatGetsTheIdOfOneThatWasLostIsHandledToo() {
        Redis redis = connect();
        StreamId id = new StreamId(5, 0);
        CountDownLatch release = new CountDownLatch(1);
        List<String> handled = new CopyOnWriteArrayList<>();
        start(redis, builder -> builder.concurrency(4), delivery -> {
            handled.add(number(delivery));
            release.await(10, TimeUnit.SECONDS);
        });
        redis.sync().xadd(name("stream"), Map.of("number", "lost"), XAddArgs.id(id));
        eventually("it is being handled", LONG, () -> handled.size() == 1);

        // As a primary does that was promoted without having the entry.
        redis.sync().del(name("stream"));
        redis.sync().xadd(name("stream"), Map.of("number", "other"), XAddArgs.id(id));
        eventually(
                "S2: it is delivered",
                LONG,
                () -> redis.sync().xinfoGroups(name("stream")).stream().anyMatch(group -> group.pending() == 1));
        release.countDown();

        awaitNothingPending(redis);
        assertThat(handled).as("S2: what was handled").containsExactly("lost", "other");
    }

    @Test
    @Clause("S1")
    void aGroupThatIsGoneEndsTheConsumerIfSoChosen() throws Exception {
        Redis redis = connect();
        StreamConsumer consumer = start(redis, builder -> builder.onMissingGroup(MissingGroup.FAIL), delivery -> {});
        add(redis, 1);
        awaitNothingPending(redis, 1);

        redis.sync().xgroupDestroy(name("stream"), GROUP);

        eventually(
                "S1: it ends",
                LONG,
                () -> consumer.ended().toCompletableFuture().isDone());
        try {
            consumer.ended().toCompletableFuture().get();
        } catch (ExecutionException ended) {
            assertThat(ended.getCause())
                    .as("S1: why")
                    .isInstanceOfSatisfying(
                            RedisCommandException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo("NOGROUP"));
        }
        assertThat(consumer.ended().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    @Clause("S1")
    void pausedItReadsNothingAndClosedItLeavesNothing() {
        Redis redis = connect();
        AtomicInteger handled = new AtomicInteger();
        StreamConsumer consumer = start(redis, builder -> builder, delivery -> handled.incrementAndGet());
        add(redis, 5);
        awaitNothingPending(redis, 5);

        consumer.pause();
        add(redis, 5);
        StreamConsumer other = start(redis, builder -> builder, delivery -> {});
        awaitNothingPending(redis, 10);
        assertThat(handled.get()).as("S1: paused").isEqualTo(5);
        other.close();
        add(redis, 5);
        consumer.resume();
        eventually("S1: resumed", LONG, () -> handled.get() == 10);
        awaitNothingPending(redis);

        consumer.close();
        add(redis, 5);
        assertThat(consumer.ended().toCompletableFuture()).as("S1: closed").isCompleted();
        assertThat(redis.sync().xinfoConsumers(name("stream"), GROUP))
                .as("S1: consumers without a chosen name leave the group")
                .isEmpty();
        assertThat(handled.get()).as("S1: nothing is handled after close").isEqualTo(10);
        eventually(
                "S1: no thread is left",
                Duration.ofSeconds(5),
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("rf4j-stream-")));
    }

    @Test
    @Clause("S1")
    void aHandlerMayCloseItsConsumer() {
        Redis redis = connect();
        List<StreamConsumer> self = new CopyOnWriteArrayList<>();
        CountDownLatch known = new CountDownLatch(1);
        AtomicInteger handled = new AtomicInteger();
        self.add(start(redis, builder -> builder, delivery -> {
            known.await(10, TimeUnit.SECONDS);
            handled.incrementAndGet();
            self.get(0).close();
        }));
        known.countDown();
        add(redis, 3);

        eventually(
                "S1: it ends",
                Duration.ofSeconds(5),
                () -> self.get(0).ended().toCompletableFuture().isDone());
        assertThat(handled.get()).as("S1: it began no other").isEqualTo(1);
    }

    // ---------------------------------------------------------------- helpers

    private StreamConsumer start(
            Redis redis, UnaryOperator<StreamConsumerBuilder<String>> settings, StreamHandler<String> handler) {
        return closing(settings.apply(quick(StreamConsumer.of(redis, name("stream"), GROUP)))
                .start(handler));
    }

    private static <V> StreamConsumerBuilder<V> quick(StreamConsumerBuilder<V> builder) {
        return builder.claimAfter(CLAIM_AFTER)
                .pollTimeout(Duration.ofMillis(300))
                .retryPause(new Backoff(Duration.ofMillis(1), Duration.ofMillis(50)));
    }

    private void add(Redis redis, int entries) {
        addNumbered(redis, 0, entries);
    }

    private void addNumbered(Redis redis, int from, int to) {
        redis.batch(batch -> {
            List<RedisFuture<StreamId>> added = new ArrayList<>();
            for (int i = from; i < to; i++) {
                added.add(batch.xadd(name("stream"), Map.of("number", Integer.toString(i))));
            }
            return added;
        });
    }

    private static String number(Delivery<String> delivery) {
        return number(delivery.entry());
    }

    private static String number(StreamEntry<String, String> entry) {
        return entry.asMap().getOrDefault("number", "");
    }

    private void awaitNothingPending(Redis redis, long delivered) {
        eventually(
                "S1: all have been delivered",
                LONG,
                () -> redis.sync().xinfoGroups(name("stream")).stream()
                        .anyMatch(group -> group.entriesRead() != null && group.entriesRead() >= delivered));
        awaitNothingPending(redis);
    }

    private void awaitNothingPending(Redis redis) {
        eventually(
                "S1: all are acknowledged",
                LONG,
                () -> redis.sync().xpending(name("stream"), GROUP).count() == 0);
    }
}
