package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.rf4j.Redis;
import org.rf4j.tck.server.RedisProcess;

/** Every write comes to what its caller was told, whatever is done to the connections and the server. */
abstract class LedgerClauses extends ClauseTests {

    private static final int WRITERS = 3;
    private static final int CUTS = 6;

    @Test
    @Clause({"C4", "C6", "C2"})
    void whatRanIsWhatWasSaidWhenConnectionsAreCut() {
        Redis redis = connect();
        Ledger ledger = closing(new Ledger(redis, name("cut"), WRITERS));
        ledger.awaitAcknowledged(50);
        int cut = 0;
        for (int i = 0; i < CUTS; i++) {
            cut += bench().cut(clientName());
            ledger.awaitAcknowledged(50);
        }
        ledger.end();

        assertThat(cut).as("C6: connections cut").isGreaterThanOrEqualTo(CUTS);
        assertThat(ledger.refusals())
                .as("C5: writes that a lost connection cost, though there was time")
                .isEmpty();
        ledger.judge(bench().primary(), true);
    }

    @Test
    @Clause({"C4", "C6", "C2"})
    void whatRanIsWhatWasSaidWhenTheServerFreezesForAMoment() {
        Redis redis = connect(config -> config.commandTimeout(Duration.ofMillis(250)));
        Ledger ledger = closing(new Ledger(redis, name("frozen"), WRITERS));
        ledger.awaitAcknowledged(50);
        RedisProcess frozen = bench().freezePrimary();
        ledger.awaitUnknown();
        frozen.thaw();
        ledger.awaitAcknowledged(50);
        ledger.end();

        // On a busy machine a moment may be long enough for a failover, which loses what was acknowledged last.
        boolean same = bench().primary().equals(frozen);
        ledger.judge(bench().primary(), same);
    }
}
