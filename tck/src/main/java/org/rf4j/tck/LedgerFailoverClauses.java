package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rf4j.Redis;
import org.rf4j.tck.server.RedisProcess;

/** Every write comes to what its caller was told, also where another server takes over. */
abstract class LedgerFailoverClauses extends ClauseTests {

    private static final int WRITERS = 3;
    private static final int WRITES = 30;

    @ParameterizedTest
    @ValueSource(strings = {"kill", "freeze"})
    @Clause({"C4", "C6", "D1"})
    void whatRanIsWhatWasSaidWhenThePrimaryIsGone(String fault) {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Ledger ledger = closing(new Ledger(redis, name("gone"), WRITERS));
        ledger.awaitAcknowledged(50);
        List<Integer> replicated = replicated(redis);
        RedisProcess gone = fault.equals("kill") ? bench().killPrimary() : bench().freezePrimary();
        awaitAnother(gone);
        ledger.awaitAcknowledged(50);
        ledger.end();

        assertThat(ledger.refusals())
                .as("C5: writes that the failover cost, though there was time")
                .isEmpty();
        // What the old primary had acknowledged and not yet passed on is lost: Redis replicates afterwards.
        ledger.judge(bench().primary(), false);
        assertThat(Bench.missing(bench().primary(), name("key"), WRITES))
                .as("D1: writes that every replica had, and that are gone")
                .doesNotContainAnyElementsOf(replicated);
    }

    @Test
    @Clause({"C4", "C6", "F4"})
    void whatRanIsWhatWasSaidInAPlannedFailover() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Ledger ledger = closing(new Ledger(redis, name("planned"), WRITERS));
        ledger.awaitAcknowledged(50);
        RedisProcess before = bench().primary();
        bench().failOver();
        awaitAnother(before);
        ledger.awaitAcknowledged(50);
        ledger.end();

        assertThat(ledger.refusals())
                .as("F4: writes that a planned failover cost")
                .isEmpty();
        // A cluster holds its clients up meanwhile; sentinels let the old primary go on for a while.
        ledger.judge(bench().primary(), clustered());
    }

    /** Writes under numbered names, and returns the numbers of those that every replica had before it went on. */
    private List<Integer> replicated(Redis redis) {
        int replicas = bench().replicas().size();
        List<Integer> replicated = new ArrayList<>();
        for (int i = 0; i < WRITES; i++) {
            String key = name("key" + i);
            long count = redis.batch(commands -> {
                        commands.set(key, "value");
                        return commands.waitForReplicas(replicas, Duration.ofSeconds(5));
                    })
                    .join();
            if (count == replicas) {
                replicated.add(i);
            }
        }
        assertThat(replicated).as("D1: writes that every replica had").hasSizeGreaterThan(WRITES / 2);
        return replicated;
    }

    private void awaitAnother(RedisProcess before) {
        eventually(
                "the servers agree on another primary",
                LONG,
                () -> bench().findPrimary().filter(now -> !now.equals(before)).isPresent());
    }
}
