package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.rf4j.CallOptions;
import org.rf4j.Redis;
import org.rf4j.failover.RedisEvent;
import org.rf4j.tck.server.ClusterDeployment;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.SlotMigration;
import org.rf4j.tck.server.Slots;

/** What the nodes of a cluster say of one another, where they are elsewhere. */
abstract class ClusterAddressClauses extends AddressClauses {

    private static final int KEYS = 20;

    @Test
    @Clause({"C14", "C12"})
    void everyAnnouncedAddressIsTranslatedAlsoInRedirectionsAndInAFailover() {
        Redis redis = translated();
        List<RedisEvent> events = new CopyOnWriteArrayList<>();
        closing(redis.onEvent(events::add));
        for (int i = 0; i < KEYS; i++) {
            redis.sync().set(name("key" + i), "value");
        }
        eventually(
                "C14: the addresses of primaries and replicas",
                LONG,
                () -> dataNodes(redis).equals(addresses()));

        ClusterDeployment cluster = bench().cluster();
        RedisProcess owner = bench().primary();
        RedisProcess another = cluster.primaries().stream()
                .filter(primary -> !primary.equals(owner))
                .findFirst()
                .orElseThrow();
        bench().disturb();
        try (SlotMigration migration =
                cluster.migration(Slots.of(Bench.NAMES), another).begin()) {
            migration.moveKeys(KEYS / 2);
            assertAllAreThere(redis, "ASK");
        }
        cluster.migrate(Slots.of(Bench.NAMES), another);
        assertAllAreThere(redis, "MOVED");
        assertThat(dataNodes(redis)).as("C14: the nodes after redirections").isEqualTo(addresses());

        bench().killPrimary();
        redis.with(CallOptions.timeout(LONG).idempotent()).sync().set(name("key"), "again");

        eventually(
                "C14: the change of the primary is told",
                LONG,
                () -> events.stream().anyMatch(RedisEvent.PrimaryChanged.class::isInstance));
        assertThat(events.stream()
                        .filter(RedisEvent.PrimaryChanged.class::isInstance)
                        .map(event -> ((RedisEvent.PrimaryChanged) event).to()))
                .as("C14: the new primary")
                .isSubsetOf(addresses());
        assertThat(dataNodes(redis)).as("C14: the nodes after the failover").isSubsetOf(addresses());
    }

    private void assertAllAreThere(Redis redis, String redirection) {
        for (int i = 0; i < KEYS; i++) {
            assertThat(redis.sync().get(name("key" + i)))
                    .as("C14: a value behind %s to an announced address", redirection)
                    .isEqualTo("value");
        }
    }
}
