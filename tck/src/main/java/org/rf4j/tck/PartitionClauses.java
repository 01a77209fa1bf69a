package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rf4j.Redis;
import org.rf4j.tck.server.FaultProxy;
import org.rf4j.tck.server.RedisProcess;

/** A primary that the network has cut off from everybody, and that goes on believing to be one. */
abstract class PartitionClauses extends ClauseTests {

    private static final int WRITERS = 3;

    @Override
    final Bench bench() {
        return Bench.proxied(mode());
    }

    @Test
    @Clause({"F4", "F7", "C4"})
    void aPrimaryThatWasCutOffIsNotUsedAgainWhenItIsBack() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        redis.sync().set(name("key"), "value");
        RedisProcess old = bench().primary();
        FaultProxy network = bench().strikeNetwork();

        network.blackHole();
        eventually(
                "the sentinels agree on another primary",
                LONG,
                () -> bench().findPrimary().filter(now -> !now.equals(old)).isPresent());
        Ledger ledger = closing(new Ledger(redis, name("partition"), WRITERS));
        ledger.awaitAcknowledged(50);

        network.heal();
        // The sentinels leave it in its belief for some seconds.
        ledger.awaitAcknowledged(500);
        assertThat(role(old)).as("what the old primary believes to be").isEqualTo("master");
        ledger.end();

        assertThat(ledger.refusals())
                .as("F4: writes that the return of the old primary cost")
                .isEmpty();
        ledger.judge(bench().primary(), true);
    }

    private static String role(RedisProcess node) {
        return Bench.call(node, "ROLE") instanceof List<?> role ? String.valueOf(role.get(0)) : "nothing";
    }
}
