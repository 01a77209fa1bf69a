package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.rf4j.Endpoint;
import org.rf4j.Redis;
import org.rf4j.command.RedisFuture;
import org.rf4j.failover.Node;
import org.rf4j.failover.RedisEvent;
import org.rf4j.tck.server.NodeAddress;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.RedisProcessSettings;
import org.rf4j.tck.server.SentinelFaults;

/** Sentinels that forget, stand still, move, or have other primaries to watch. */
abstract class WatchClauses extends ClauseTests {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String OTHER = "tck-other";

    @Test
    @Clause("F5")
    void sentinelsThatAreResetCostNothing() {
        try (Unmoved client = new Unmoved()) {
            SentinelFaults faults = bench().sentinels().faults();
            faults.reset();
            client.goesOn(100);
            awaitWatch(faults);
            client.assertUnmoved("while the sentinels were reset");
            client.assertHeardAll();
            assertFollowsAFailover(client.redis);
        }
    }

    @Test
    @Clause({"F5", "F7"})
    void aPrimaryThatSentinelsForgetAndAreToldOfAgainIsKept() {
        try (Unmoved client = new Unmoved()) {
            SentinelFaults faults = bench().sentinels().faults();
            NodeAddress primary = bench().primary().address();
            bench().disturb();
            faults.remove(bench().sentinels().name());
            client.goesOn(100);
            client.assertUnmoved("while no sentinel knew the primary");

            // They begin with another epoch than they had.
            faults.monitor(bench().sentinels().name(), primary);
            client.goesOn(100);
            awaitWatch(faults);
            client.assertUnmoved("while the sentinels learned of the primary");
            client.assertHeardAll();
            assertFollowsAFailover(client.redis);
        }
    }

    @Test
    @Clause("F5")
    void sentinelsInTiltCostNothing() {
        try (Unmoved client = new Unmoved()) {
            SentinelFaults faults = bench().sentinels().faults();
            faults.shortenTilt();
            bench().disturb();
            bench().watchers().forEach(RedisProcess::freeze);
            long began = System.nanoTime();
            // That they stand still for so long is the fault; nothing else tells of it.
            while (System.nanoTime() - began < Duration.ofMillis(1_200).toNanos()) {
                client.goesOn(20);
            }
            bench().watchers().forEach(RedisProcess::thaw);
            eventually(
                    "F5: the sentinels are in TILT, or the test proves nothing",
                    SOON,
                    () -> bench().watchers().stream().allMatch(faults::isInTilt));
            client.goesOn(100);
            client.assertUnmoved("while the sentinels were in TILT");
            client.assertHeardAll();
            assertFollowsAFailover(client.redis);
        }
    }

    @Test
    @Clause("F5")
    void aFailoverOfAnotherPrimaryOfTheSameSentinelsMovesNothing() {
        SentinelFaults faults = bench().sentinels().faults();
        RedisProcess one = closing(
                RedisProcess.start(RedisProcessSettings.builder("other-1").build()));
        RedisProcess two = closing(RedisProcess.start(RedisProcessSettings.builder("other-2")
                .directive("replicaof", one.address().host() + " " + one.port())
                .build()));
        bench().disturb();
        try (Unmoved client = new Unmoved()) {
            faults.monitor(OTHER, one.address());
            faults.awaitWatch(OTHER, List.of(one.address(), two.address()), LONG);
            Redis other = connect(config -> config.sentinelName(OTHER).commandTimeout(LONG));
            other.sync().set(name("key"), "value");
            // A machine with much to do may have had them change places already.
            RedisProcess primary = primaryOf(other).equals(endpoint(one.address())) ? one : two;
            primary.kill();
            eventually(
                    "F2: a client of the other primary follows",
                    LONG,
                    () -> !endpoint(primary.address()).equals(primaryOf(other)));
            other.sync().set(name("key"), "value");

            client.goesOn(100);
            client.assertUnmoved("while the sentinels replaced another primary");
            client.assertHeardAll();
        } finally {
            faults.remove(OTHER);
        }
    }

    @Test
    @Clause({"F5", "F8"})
    void sentinelsThatMoveAreLearned() {
        try (Unmoved client = new Unmoved()) {
            List<RedisProcess> sentinels = bench().watchers();
            List<RedisProcess> moved = sentinels.subList(0, 2);
            moved.forEach(RedisProcess::restartElsewhere);
            bench().disturb();
            eventually(
                    "F5: sentinels that have moved are learned",
                    LONG,
                    () -> moved.stream()
                            .map(sentinel -> new Node(endpoint(sentinel.address()), Node.Role.SENTINEL, true))
                            .allMatch(client.redis.topology().nodes()::contains));
            client.assertUnmoved("while sentinels moved");
            awaitWatch(bench().sentinels().faults());

            // Those that are left are where no configuration says.
            bench().kill(sentinels.get(2));
            client.assertHeardAll();
            assertFollowsAFailover(client.redis);
        }
    }

    @Test
    @Clause({"F8", "P6"})
    void nodesThatComeBackOnOtherPortsAreFound() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Recorder recorder = new Recorder();
        redis.pubSub().subscribe(recorder, name("channel"));
        List<Integer> before = bench().nodes().stream().map(RedisProcess::port).toList();
        bench().processes().forEach(bench()::kill);
        awaitAway(redis);
        RedisFuture<Void> parked = redis.async().set(name("key"), "value");

        bench().nodes().parallelStream().forEach(RedisProcess::restartElsewhere);
        // Starts the sentinels, where they were, with what has become of the nodes.
        bench().restore();

        assertThatCode(parked::join).as("F8: a call that waited for a primary").doesNotThrowAnyException();
        assertThat(primaryOf(redis).port()).as("F8: the port of the primary").isNotIn(before);
        eventually(
                "P6: the subscription is live again",
                SOON,
                () -> recorder.gaps().size() == 1);
        redis.pubSub().publish(name("channel"), "after");
        eventually("F8: a message arrives", SOON, () -> recorder.messages().contains("after"));
    }

    private void awaitWatch(SentinelFaults faults) {
        faults.awaitWatch(
                bench().sentinels().name(),
                bench().nodes().stream().map(RedisProcess::address).toList(),
                LONG);
    }

    private void assertFollowsAFailover(Redis redis) {
        Endpoint before = primaryOf(redis);
        killPrimaryOf(redis);
        redis.sync().set(name("again"), "value");
        assertThat(primaryOf(redis))
                .as("F5: the watch goes on: another primary")
                .isNotEqualTo(before);
    }

    private static Endpoint primaryOf(Redis redis) {
        Node[] primary = new Node[1];
        eventually(
                "F2: the topology has a primary",
                LONG,
                () -> (primary[0] = redis.topology().primary()) != null);
        return Objects.requireNonNull(primary[0]).endpoint();
    }

    /** A client that calls and listens, and is told of no change. */
    private final class Unmoved implements AutoCloseable {

        private final Redis redis = connect(config -> config.commandTimeout(LONG));
        private final Recorder recorder = new Recorder();
        private final List<RedisEvent> moves = new CopyOnWriteArrayList<>();
        private final Endpoint primary = primaryOf(redis);
        private final Writing writing;
        private final Publishing publishing;

        Unmoved() {
            redis.pubSub().subscribe(recorder, name("channel"));
            closing(redis.onEvent(event -> {
                if (event instanceof RedisEvent.PrimaryChanged
                        || event instanceof RedisEvent.FailoverStarted
                        || event instanceof RedisEvent.ConnectionLost) {
                    moves.add(event);
                }
            }));
            writing = new Writing(() -> redis.sync().set(name("key"), "value"));
            publishing = new Publishing(name("channel"), redis.pubSub()::publish);
        }

        void goesOn(int writes) {
            int done = writing.done();
            eventually("F5: calls go on", SOON, () -> writing.done() >= done + writes);
        }

        void assertUnmoved(String when) {
            assertThat(writing.failures()).as("F5: calls that failed " + when).isEmpty();
            assertThat(moves).as("F5: moves " + when).isEmpty();
            assertThat(recorder.gaps()).as("F5: gaps " + when).isEmpty();
            assertThat(primaryOf(redis)).as("F5: the primary " + when).isEqualTo(primary);
        }

        /** With no gap told, every message has to arrive, before what comes next is done. */
        void assertHeardAll() {
            History history = publishing.end();
            eventually(
                    "P7: the last message arrives",
                    SOON,
                    () -> recorder.messages().contains(history.last()));
            history.judge(recorder);
        }

        @Override
        public void close() {
            writing.close();
            publishing.close();
        }
    }
}
