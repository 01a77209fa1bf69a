package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rf4j.Redis;
import org.rf4j.RedisException;
import org.rf4j.failover.RedisEvent;
import org.rf4j.pubsub.Gap;
import org.rf4j.tck.server.ClusterDeployment;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.SlotMigration;
import org.rf4j.tck.server.Slots;

/** Slots that move from one primary to another. */
abstract class SlotClauses extends ClauseTests {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int KEYS = 300;

    private int slot() {
        return Slots.of(Bench.NAMES);
    }

    private RedisProcess another() {
        RedisProcess owner = bench().primary();
        return bench().cluster().primaries().stream()
                .filter(primary -> !primary.equals(owner))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Clause({"F4", "F3", "C12"})
    void aLiveMigrationUnderLoadCostsNoError() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        List<RedisEvent> events = new CopyOnWriteArrayList<>();
        closing(redis.onEvent(events::add));
        for (int i = 0; i < KEYS; i++) {
            redis.sync().set(name("key" + i), "0");
        }
        List<String> failures = new CopyOnWriteArrayList<>();
        AtomicLong calls = new AtomicLong();
        bench().disturb();
        try (Publishing load = new Publishing("load", (same, number) -> {
            try {
                redis.sync().incr(name("key" + calls.get() % KEYS));
                calls.incrementAndGet();
            } catch (RedisException e) {
                failures.add(e.toString());
            }
        })) {
            RedisProcess target = another();
            try (SlotMigration migration = bench().cluster().migration(slot(), target)) {
                migration.begin();
                await(calls, 50);
                while (migration.moveKeys(20) > 0) {
                    await(calls, 5);
                }
                migration.finish();
            }
            await(calls, KEYS);
            load.end();
            assertThat(Bench.call(target, "EXISTS", name("key0")))
                    .as("F4: the slot has moved, or the test proves nothing")
                    .isEqualTo(1L);
        }

        assertThat(failures).as("F4: calls that failed during a migration").isEmpty();
        long sum = 0;
        for (int i = 0; i < KEYS; i++) {
            sum += Long.parseLong(String.valueOf(redis.sync().get(name("key" + i))));
        }
        assertThat(sum).as("C4: each increment ran once").isEqualTo(calls.get());
        eventually(
                "F1: the move is an event",
                SOON,
                () -> events.stream().anyMatch(RedisEvent.SlotsMoved.class::isInstance));
    }

    @Test
    @Clause({"C4", "C6", "F4"})
    void everyWriteRunsOnceWhileItsSlotMoves() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Ledger ledger = closing(new Ledger(redis, name("moving"), 3));
        ledger.awaitAcknowledged(50);
        RedisProcess target = another();
        bench().disturb();
        bench().cluster().migrate(slot(), target);
        ledger.awaitAcknowledged(50);
        ledger.end();

        assertThat(ledger.failures()).as("F4: writes that the move cost").isEmpty();
        ledger.judge(target, true);
    }

    private static void await(AtomicLong calls, long more) {
        long now = calls.get();
        eventually("F4: calls go on", LONG, () -> calls.get() >= now + more);
    }

    @Test
    @Clause({"F3", "C12"})
    void aHalfMigratedSlotIsAskedForKeyByKey() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        redis.sync().set(name("moved"), "1");
        bench().disturb();
        try (SlotMigration migration = bench().cluster().migration(slot(), another())) {
            migration.begin();
            migration.moveAllKeys();
            redis.sync().set(name("new"), "2");

            assertThat(redis.sync().get(name("moved")))
                    .as("F3: a key that has moved")
                    .isEqualTo("1");
            assertThat(redis.sync().get(name("new")))
                    .as("F3: a key made meanwhile")
                    .isEqualTo("2");
            assertThat(redis.batch(b -> b.get(name("moved"))).join())
                    .as("F3: in a batch")
                    .isEqualTo("1");
            assertThat(Bench.call(bench().primary(), "CLUSTER", "COUNTKEYSINSLOT", Integer.toString(slot())))
                    .as("F3: keys that the source still has")
                    .isEqualTo(0L);
        }
    }

    @Test
    @Clause({"P10", "P7"})
    void aShardChannelFollowsItsSlot() throws Exception {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Recorder recorder = new Recorder();
        var subscription = subscribe(redis, recorder, name("channel"), name("other"));
        Redis publisher = connect(config -> config.commandTimeout(LONG).clientName("tck-publisher"));
        bench().disturb();
        History history;
        try (Publishing publishing =
                new Publishing(name("channel"), (channel, message) -> publish(publisher, channel, message))) {
            eventually("P10: messages arrive", SOON, () -> recorder.messages().size() > 20);
            bench().cluster().migrate(slot(), another());
            eventually("P10: a gap is reported", SOON, () -> !recorder.gaps().isEmpty());
            int heard = recorder.messages().size();
            eventually(
                    "P10: messages arrive again",
                    SOON,
                    () -> recorder.messages().size() > heard + 20);
            history = publishing.end();
        }
        eventually(
                "P10: the last message arrives", SOON, () -> recorder.messages().contains(history.last()));

        history.judge(recorder);
        assertThat(recorder.gaps()).as("P10: gaps of one move").hasSize(1);
        Gap gap = recorder.gaps().get(0);
        assertThat(gap.cause()).as("P10: cause").isEqualTo(Gap.Cause.SLOT_MOVED);
        assertThat(gap.channels())
                .as("P10: channels of the slot")
                .containsExactlyInAnyOrder(name("channel"), name("other"));
        assertThat(subscription.isLive()).as("P10: live again").isTrue();
    }

    @Test
    @Clause({"P10", "P7", "F4", "C4", "C6"})
    void movesThatOverlapAreFollowed() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Redis publisher = connect(config -> config.commandTimeout(LONG).clientName("tck-publisher"));
        ClusterDeployment cluster = bench().cluster();
        RedisProcess owner = bench().primary();
        List<RedisProcess> others = new ArrayList<>(cluster.primaries());
        others.remove(owner);
        // A channel of another slot of the same primary: the two move in different directions.
        String second = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> name("").replace(Bench.NAMES, "{tck-" + i + "}") + "second")
                .filter(channel -> cluster.primaryOf(channel).equals(owner))
                .findFirst()
                .orElseThrow();
        Recorder first = new Recorder();
        Recorder other = new Recorder();
        subscribe(redis, first, name("channel"));
        subscribe(redis, other, second);
        Ledger ledger = closing(new Ledger(redis, name("overlap"), 2));
        bench().disturb();
        History ofFirst;
        History ofOther;
        try (Publishing one =
                        new Publishing(name("channel"), (channel, message) -> publish(publisher, channel, message));
                Publishing two = new Publishing(second, (channel, message) -> publish(publisher, channel, message))) {
            ledger.awaitAcknowledged(50);
            for (int round = 0; round < 2; round++) {
                RedisProcess to = others.get(round);
                RedisProcess away = others.get(1 - round);
                try (SlotMigration a = cluster.migration(slot(), to);
                        SlotMigration b = cluster.migration(Slots.of(second), away)) {
                    a.begin();
                    b.begin();
                    a.moveAllKeys();
                    b.moveAllKeys();
                    a.finish();
                    b.finish();
                }
                // Nobody waits for the clients before the next move.
            }
            cluster.migrate(slot(), owner);
            ledger.awaitAcknowledged(50);
            ledger.end();
            heardMore(first);
            heardMore(other);
            ofFirst = one.end();
            ofOther = two.end();
        }

        assertThat(ledger.failures()).as("F4: writes that the moves cost").isEmpty();
        ledger.judge(owner, true);
        for (var heard : List.of(Map.entry(first, ofFirst), Map.entry(other, ofOther))) {
            eventually(
                    "P10: the last message arrives",
                    SOON,
                    () -> heard.getKey().messages().contains(heard.getValue().last()));
            heard.getValue().judge(heard.getKey());
        }
    }

    private static void heardMore(Recorder recorder) {
        int heard = recorder.messages().size();
        eventually("P10: messages arrive again", SOON, () -> recorder.messages().size() > heard + 20);
    }

    @Test
    @Clause({"P3", "P10"})
    void shardChannelsOfManySlotsAreOneSubscription() {
        Redis redis = connect();
        Recorder recorder = new Recorder();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            names.add("tck-shard-" + name("").hashCode() + "-" + i);
        }

        var subscription = subscribe(redis, recorder, names.toArray(String[]::new));
        names.forEach(name -> assertThat(publish(redis, name, name))
                .as("P3: receivers of a shard channel")
                .isEqualTo(1));

        eventually("P3: all arrive", SOON, () -> recorder.messages().size() == names.size());
        assertThat(recorder.messages()).as("P3: messages").containsExactlyInAnyOrderElementsOf(names);
        assertThat(bench().clients(clientName()).stream().filter(client -> !"0".equals(client.get("ssub"))))
                .as("P10: subscriber connections, one to each primary")
                .hasSize(3);
        subscription.unsubscribe();
        eventually(
                "P9: the servers know no subscriber any more",
                SOON,
                () -> names.stream().allMatch(name -> publish(redis, name, "late") == 0));
    }
}
