package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The same where a primary has replicas. */
abstract class HistoryFailoverClauses extends HistoryClauses {

    @Test
    @Clause({"P7", "F10"})
    void nothingIsLostWhileAReplicaIsKilled() {
        Recorder recorder = history(() -> bench().kill(bench().replicas().get(0)));

        assertThat(recorder.gaps()).as("F10: gaps").isEmpty();
    }
}
