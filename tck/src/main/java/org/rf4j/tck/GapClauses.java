package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rf4j.Credentials;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.command.RedisFuture;
import org.rf4j.failover.RedisEvent;
import org.rf4j.pubsub.Gap;
import org.rf4j.pubsub.Message;
import org.rf4j.pubsub.MessageListener;
import org.rf4j.pubsub.SubscribeOptions;
import org.rf4j.pubsub.Subscription;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.RespConnection;

/** Subscriptions that lose their connection or their server. */
abstract class GapClauses extends ClauseTests {

    private static final int MANY = 3_000;

    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    @Clause({"P6", "P7"})
    void aGapIsReportedOnceBetweenTheMessagesBeforeAndAfter() {
        Redis redis = connect();
        Redis publisher = connect(config -> config.clientName("tck-publisher"));
        Recorder recorder = new Recorder();
        Subscription subscription = subscribe(redis, recorder, name("channel"));
        publish(publisher, name("channel"), "before");
        eventually(
                "P1: the message before arrives",
                SOON,
                () -> recorder.messages().size() == 1);

        long from = System.nanoTime();
        cutSubscribers();
        eventually("P7: a gap is reported", SOON, () -> !recorder.gaps().isEmpty());
        assertThat(subscription.isLive()).as("P6: live at the gap").isTrue();
        publish(publisher, name("channel"), "after");
        eventually(
                "P6: the message after arrives", SOON, () -> recorder.messages().size() == 2);
        publish(redis, name("channel"), "end");
        eventually(
                "P6: the last message arrives", SOON, () -> recorder.messages().size() == 3);

        List<Object> told = recorder.told();
        assertThat(told).as("P7: one gap between the messages").hasSize(4);
        assertThat(told.get(0)).as("P7: first").isEqualTo("before");
        assertThat(told.get(1)).as("P7: then").isInstanceOf(Gap.class);
        assertThat(told.subList(2, 4)).as("P7: then").containsExactly("after", "end");
        Gap gap = recorder.gaps().get(0);
        assertThat(gap.cause()).as("P7: cause").isEqualTo(Gap.Cause.CONNECTION_LOST);
        assertThat(gap.channels()).as("P7: channels").containsExactly(name("channel"));
        assertThat(gap.fromNanos()).as("P7: the gap begins before the cut").isLessThanOrEqualTo(from + 50_000_000);
        assertThat(gap.toNanos()).as("P7: the gap ends after the cut").isGreaterThan(from);
    }

    @Test
    @Clause({"P2", "P6", "P7"})
    void whatIsLostWhileConnectionsAreCutLiesInsideGaps() throws Exception {
        Redis redis = connect();
        Recorder recorder = new Recorder();
        subscribe(redis, recorder, name("channel"));
        History history;
        try (RespConnection raw = bench().primary().connect(SOON);
                Publishing publishing = new Publishing(
                        name("channel"), (channel, message) -> raw.call(publishCommand(), channel, message))) {
            for (int cut = 1; cut <= 4; cut++) {
                heardMore(recorder);
                cutSubscribers();
                int gaps = cut;
                eventually("P7: gap " + cut, SOON, () -> recorder.gaps().size() >= gaps);
            }
            heardMore(recorder);
            history = publishing.end();
        }
        eventually(
                "P6: the last message arrives", SOON, () -> recorder.messages().contains(history.last()));

        history.judge(recorder);
        assertThat(recorder.gaps()).as("P7: gaps of 4 interruptions").hasSize(4);
    }

    /** Waits for messages without a loss between two interruptions. */
    private static void heardMore(Recorder recorder) {
        int heard = recorder.messages().size();
        eventually("P6: messages arrive", SOON, () -> recorder.messages().size() > heard + 50);
    }

    /** One interruption: the other connections stay, since the loss of a second one would be a second interruption. */
    private void cutSubscribers() {
        bench().callAll("CLIENT", "KILL", "TYPE", "pubsub");
    }

    @Test
    @Clause({"P6", "P7"})
    void whatIsWantedAtTheEndOfAnAbsenceIsSubscribed() throws Exception {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Recorder recorder = new Recorder();
        List<RedisEvent> events = new CopyOnWriteArrayList<>();
        closing(redis.onEvent(events::add));
        Subscription subscription = subscribe(redis, recorder, name("kept"), name("removed"));
        RedisProcess killed = bench().killPrimary();
        eventually("P6: the loss is seen", SOON, () -> !subscription.isLive());

        subscription.remove(name("removed"));
        CompletableFuture<Void> added = CompletableFuture.runAsync(() -> subscription.add(name("added")));
        bench().bringBack(killed);
        result("P6: a channel added meanwhile is acknowledged", added);
        eventually("P6: live again", LONG, subscription::isLive);

        assertThat(publish(redis, name("removed"), "removed"))
                .as("P6: receivers of a channel that was removed meanwhile")
                .isZero();
        publish(redis, name("kept"), "kept");
        publish(redis, name("added"), "added");
        eventually("P6: both are heard", SOON, () -> recorder.messages().size() == 2);
        assertThat(recorder.messages()).as("P6: messages").containsExactlyInAnyOrder("kept", "added");
        assertThat(recorder.gaps()).as("P7: gaps of one absence").hasSize(1);
        eventually(
                "P6: the loss and the return are events",
                SOON,
                () -> events.stream().anyMatch(RedisEvent.SubscriptionLost.class::isInstance)
                        && events.stream().anyMatch(RedisEvent.SubscriptionRestored.class::isInstance));
    }

    @Test
    @Clause({"P6", "P7"})
    void patternsAreSubscribedAgain() {
        Redis redis = connect();
        Recorder recorder = new Recorder();
        redis.pubSub().subscribe(SubscribeOptions.ofPatterns(), recorder, name("pattern:*"));

        cutSubscribers();
        eventually("P7: a gap", SOON, () -> !recorder.gaps().isEmpty());

        redis.pubSub().publish(name("pattern:1"), "after");
        eventually(
                "P6: what the pattern matches is heard",
                SOON,
                () -> recorder.messages().contains("after"));
        assertThat(recorder.gaps()).as("P7: one gap").hasSize(1);
    }

    @Test
    @Clause({"P6", "P7"})
    void thousandsOfChannelsAreRestored() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Recorder recorder = new Recorder();
        String[] channels =
                IntStream.range(0, MANY).mapToObj(i -> name("many" + i)).toArray(String[]::new);
        Subscription subscription = subscribe(redis, recorder, channels);
        subscription.remove(channels[0]);

        cutSubscribers();
        eventually("P7: a gap", LONG, () -> !recorder.gaps().isEmpty());

        assertThat(subscription.isLive()).as("P6: all are live").isTrue();
        List<String> heard = new ArrayList<>();
        for (int i = 1; i < MANY; i += 50) {
            assertThat(publish(redis, channels[i], channels[i]))
                    .as("P6: receivers on " + channels[i])
                    .isEqualTo(1);
            heard.add(channels[i]);
        }
        assertThat(publish(redis, channels[0], "removed"))
                .as("P6: receivers of one that was removed")
                .isZero();
        eventually("P6: all are heard", LONG, () -> recorder.messages().equals(heard));
        assertThat(recorder.gaps())
                .as("P7: one gap, of all")
                .singleElement()
                .satisfies(gap -> assertThat(gap.channels()).hasSize(MANY - 1));
    }

    @Test
    @Clause("P6")
    void aChannelThatIsForbiddenMeanwhileIsToldToTheListener() {
        bench().callAll("ACL", "SETUSER", "tck-loser", "on", ">secret", "~*", "allchannels", "+@all");
        try {
            Redis redis = connect(config -> config.credentials(Credentials.of("tck-loser", "secret")));
            AtomicReference<Set<String>> refusedChannels = new AtomicReference<>(Set.of());
            AtomicReference<String> code = new AtomicReference<>("");
            Recorder recorder = new Recorder();
            Subscription subscription = subscribe(
                    redis,
                    new MessageListener<String>() {
                        @Override
                        public void onMessage(Message<String> message) {
                            recorder.onMessage(message);
                        }

                        @Override
                        public void onRefused(Set<String> channels, RedisCommandException refusal) {
                            code.set(refusal.code());
                            refusedChannels.set(channels);
                        }
                    },
                    name("allowed"),
                    name("lost"));

            // Taking the right away cuts the subscribers that lose it.
            bench().callAll("ACL", "SETUSER", "tck-loser", "resetchannels", "&" + name("allowed"));
            eventually(
                    "P6: the refusal reaches the listener",
                    SOON,
                    () -> !Set.of().equals(refusedChannels.get()));

            assertThat(refusedChannels.get()).as("P6: channels refused").containsExactly(name("lost"));
            assertThat(code.get()).as("P6: what the server said").isEqualTo("NOPERM");
            eventually("P6: the rest is live again", SOON, subscription::isLive);
            assertThat(subscription.channels()).as("P6: channels that stay").containsExactly(name("allowed"));
            publish(redis, name("allowed"), "message");
            eventually(
                    "P6: a message arrives on what stays",
                    SOON,
                    () -> recorder.messages().contains("message"));
        } finally {
            bench().callAll("ACL", "DELUSER", "tck-loser");
        }
    }

    @Test
    @Clause("P11")
    void aPublishWhileThePrimaryIsAwayReachesTheOwnSubscription() throws Exception {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Recorder recorder = new Recorder();
        subscribe(redis, recorder, name("channel"));
        RedisProcess killed = bench().killPrimary();
        awaitAway(redis);

        RedisFuture<Long> published = publishAsync(redis, name("channel"), "parked");
        bench().bringBack(killed);

        assertThat(Objects.requireNonNull(result("P11: a parked publish succeeds", published)))
                .as("P11: receivers of a publish that was parked")
                .isEqualTo(1);
        eventually(
                "P11: the own subscription hears it",
                SOON,
                () -> recorder.messages().contains("parked"));
    }

    @Test
    @Clause({"P12", "P7"})
    void aFrozenServerIsFoundWithinThreeSecondsAndReplaced() {
        Redis redis = connect();
        Recorder recorder = new Recorder();
        Subscription subscription = subscribe(redis, recorder, name("channel"));

        long from = System.nanoTime();
        RedisProcess frozen = bench().freezePrimary();
        // A subscription that moves to another primary may be live there before a look sees that it was not.
        eventually(
                "P12: a frozen server is found",
                Duration.ofSeconds(3).plus(MARGIN),
                () -> !subscription.isLive() || !recorder.gaps().isEmpty());
        if (!failsOver()) {
            frozen.thaw();
        }
        eventually("P12: the subscription is live again", LONG, subscription::isLive);
        publish(redis, name("channel"), "after");
        eventually(
                "P12: the message after arrives",
                SOON,
                () -> recorder.messages().contains("after"));

        assertThat(recorder.gaps()).as("P7: gaps of one interruption").hasSize(1);
        Gap gap = recorder.gaps().get(0);
        if (failsOver()) {
            assertThat(gap.cause())
                    .as("P12: cause")
                    .isIn(Gap.Cause.UNRESPONSIVE, Gap.Cause.PRIMARY_CHANGED, Gap.Cause.SLOT_MOVED);
        } else {
            assertThat(gap.cause()).as("P12: cause").isEqualTo(Gap.Cause.UNRESPONSIVE);
        }
        // The last ping that was answered had been sent before the server froze, or just when it did.
        assertThat(gap.fromNanos())
                .as("P7: the gap begins before the server froze")
                .isLessThanOrEqualTo(from + MARGIN.toNanos());
        assertThat(gap.toNanos()).as("P7: the gap ends after it").isGreaterThan(from);
    }
}
