package org.rf4j.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SlotMigrationIT {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int KEYS = 250;
    private static final String TAG = "{moving}";
    private static final int SLOT = Slots.of(TAG);

    private static ClusterDeployment cluster;

    private RedisProcess source;
    private RedisProcess target;

    @BeforeAll
    static void start() {
        cluster = ClusterDeployment.start();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @BeforeEach
    void fill() {
        cluster.restore(LIMIT);
        cluster.flush();
        source = cluster.primaryOf(SLOT);
        target = cluster.primaries().stream()
                .filter(node -> node != source)
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < KEYS; i++) {
            Command.tell(source, "SET", TAG + i, "v" + i);
        }
    }

    @Test
    void aSlotMovesWithAllItsKeysAndComesBackWithThem() {
        cluster.migrate(SLOT, target);
        assertThat(cluster.primaryOf(SLOT)).isSameAs(target);
        assertThat(keysAt(target)).isEqualTo(KEYS);
        assertThat(Command.ask(target, "GET", TAG + 7)).isEqualTo("v7");
        assertThatThrownBy(() -> Command.ask(source, "GET", TAG + 7)).hasMessageStartingWith("MOVED " + SLOT);
        cluster.awaitStable(LIMIT);
        assertSlotComesHome();
    }

    @Test
    void aClientThatFollowsRedirectionsSeesEveryKeyAllTheTime() throws InterruptedException {
        // A reader for the way there and back, and another for the next: who follows an ASK of an earlier migration in
        // a later one of the same direction is answered by a node that does not have the key yet.
        assertEveryKeyIsSeenDuring(() -> {
            try (SlotMigration migration = cluster.migration(SLOT, target).begin()) {
                migration.moveKeys(100);
            }
        });
        assertEveryKeyIsSeenDuring(() -> cluster.migrate(SLOT, target));
    }

    private void assertEveryKeyIsSeenDuring(Runnable move) throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<String> wrong = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            for (int i = 0; !done.get(); i = (i + 1) % KEYS) {
                String value = String.valueOf(following("GET", TAG + i));
                if (!value.equals("v" + i)) {
                    wrong.compareAndSet(null, TAG + i + " is " + value);
                }
            }
        });
        reader.start();
        try {
            move.run();
        } finally {
            done.set(true);
            reader.join();
        }
        assertThat(wrong.get()).isNull();
    }

    @Test
    void aHalfMigratedSlotAnswersWithAsk() {
        try (SlotMigration migration = cluster.migration(SLOT, target).begin()) {
            assertThat(migration.moveKeys(100)).isEqualTo(100);
            assertThat(keysAt(source)).isEqualTo(KEYS - 100);
            assertThat(keysAt(target)).isEqualTo(100);
            assertThatThrownBy(() -> Command.ask(source, "GET", TAG + "none"))
                    .hasMessage("ASK " + SLOT + " " + target.address());
            assertThatThrownBy(() -> Command.ask(target, "GET", TAG + "none"))
                    .hasMessage("MOVED " + SLOT + " " + source.address());
            try (RespConnection connection = target.connect(LIMIT)) {
                connection.call("ASKING");
                assertThat(connection.call("SET", TAG + "new", "asked")).isEqualTo("OK");
            }
            assertThat(cluster.primaryOf(SLOT)).isSameAs(source);
        }
        assertThat(keysAt(source)).isEqualTo(KEYS + 1);
        assertThat(Command.ask(source, "GET", TAG + "new")).isEqualTo("asked");
    }

    @Test
    void theRestorationEndsAMigration() {
        cluster.migration(SLOT, target).begin().moveKeys(100);
        assertSlotComesHome();
    }

    @Test
    void theRestorationEndsAMigrationWhoseEndsWereReplaced() {
        cluster.migration(SLOT, target).begin().moveKeys(100);
        awaitReplica(source);
        awaitReplica(target);
        cluster.failOver(source);
        cluster.failOver(target);
        assertSlotComesHome();
    }

    @Test
    void theRestorationEndsAMigrationWhoseSourceHasDied() {
        try (SlotMigration migration = cluster.migration(SLOT, target).begin()) {
            migration.moveKeys(100);
            awaitReplica(source);
            source.kill();
        }
        assertSlotComesHome();
    }

    private static void awaitReplica(RedisProcess primary) {
        RedisProcess replica = cluster.replicasOf(primary).get(0);
        Stability.await("a copy of " + primary, LIMIT, () -> Replication.lag(replica, primary));
    }

    private void assertSlotComesHome() {
        cluster.restore(LIMIT);
        assertThat(cluster.primaryOf(SLOT)).isSameAs(source);
        assertThat(keysAt(source)).isEqualTo(KEYS);
        assertThat(keysAt(target)).isZero();
    }

    private Object following(String... command) {
        RedisProcess node = source;
        boolean asking = false;
        while (true) {
            try (RespConnection connection = node.connect(LIMIT)) {
                if (asking) {
                    connection.call("ASKING");
                }
                return String.valueOf(connection.call(command));
            } catch (RespErrorException e) {
                asking = e.code().equals("ASK");
                assertThat(e.code()).isIn("ASK", "MOVED", "TRYAGAIN");
                node = e.getMessage().endsWith(":" + target.port()) ? target : source;
            }
        }
    }

    private static long keysAt(RedisProcess node) {
        return (Long) Command.ask(node, "CLUSTER", "COUNTKEYSINSLOT", Integer.toString(SLOT));
    }
}
