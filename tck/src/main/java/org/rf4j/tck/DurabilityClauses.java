package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rf4j.Redis;
import org.rf4j.command.Command;
import org.rf4j.command.RedisFuture;
import org.rf4j.tck.server.RedisProcess;

/** What is known of a write beyond its acknowledgement. */
abstract class DurabilityClauses extends ClauseTests {

    private static final Duration BRIEFLY = Duration.ofMillis(300);

    private record Waited(RedisFuture<Void> written, RedisFuture<Long> replicas, RedisFuture<String> read) {}

    private Waited write(Redis redis, int replicas, Duration timeout) {
        return redis.batch(commands -> new Waited(
                commands.set(name("key"), "value"),
                commands.waitForReplicas(replicas, timeout),
                commands.get(name("key"))));
    }

    @Test
    @Clause("D1")
    void aBatchCountsTheReplicasThatHaveItsWrites() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        int known = failsOver() ? bench().replicas().size() : 0;

        Waited waited = write(redis, known, LONG.dividedBy(2));

        waited.written().join();
        assertThat(waited.replicas().join())
                .as("D1: replicas that have the write")
                .isEqualTo(known);
        assertThat(waited.read().join()).as("D1: the next call of the batch").isEqualTo("value");
        if (failsOver()) {
            assertThat(bench().replicas())
                    .as("D1: what the replicas hold")
                    .allSatisfy(replica -> assertThat(held(replica)).isEqualTo("value"));
        }
        eventually(
                "D1: the connection that waited is closed",
                LONG,
                () -> bench().clients(clientName()).stream().noneMatch(client -> "wait".equals(client.get("cmd"))));
    }

    /** A replica in a cluster answers reads only to whom has said that they may be old. */
    private Object held(RedisProcess replica) {
        try (var connection = replica.connect(LONG)) {
            if (clustered()) {
                connection.call("READONLY");
            }
            return String.valueOf(connection.call("GET", name("key")));
        }
    }

    @Test
    @Clause("D1")
    void replicasThatDoNotAnswerAreNotCountedAndHoldUpNobodyElse() throws Exception {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        bench().disturb();
        List<RedisProcess> frozen = failsOver() ? bench().replicas() : List.of();
        frozen.forEach(RedisProcess::freeze);
        try {
            long began = System.nanoTime();
            Waited waited = write(redis, 1, BRIEFLY);

            assertThat(waited.replicas().join())
                    .as("D1: replicas that have the write")
                    .isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("D1: the server has waited for them")
                    .isGreaterThanOrEqualTo(BRIEFLY);
        } finally {
            frozen.forEach(RedisProcess::thaw);
        }
    }

    @Test
    @Clause("D1")
    void waitingOutsideOfABatchIsRefused() {
        Redis redis = connect();

        assertThatThrownBy(() -> redis.async().waitForReplicas(1, BRIEFLY))
                .as("D1: WAIT on the connection that all share")
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Redis.batch");
        assertThatThrownBy(() -> redis.batch(commands -> commands.waitForReplicas(1, BRIEFLY)))
                .as("D1: WAIT after nothing")
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("after a write");
        assertThatThrownBy(() -> Command.of("WAIT"))
                .as("D1: WAIT by its name")
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("waitForReplicas");
    }
}
