package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Batches of more commands than anyone should send at once. */
abstract class BatchClauses extends ClauseTests {

    private static final int COMMANDS = 100_000;

    /** The commands and their replies take about half of it. */
    private static final String HEAP = "-Xmx128m";

    @Test
    @Clause("X3")
    void aBatchOfAHundredThousandCommandsFitsIntoASmallHeap() throws Exception {
        String output = ChildProgram.run(
                System.getProperty("java.home") + "/bin/java",
                List.of(HEAP, "-XX:+ExitOnOutOfMemoryError"),
                BatchLoad.class,
                List.of(name("batch"), Integer.toString(COMMANDS)),
                Map.of(
                        "REDIS_URL",
                        bench().url(""),
                        "REDIS_PROVIDER",
                        provider().name()));

        int wrong = COMMANDS / BatchLoad.ONE_WRONG_OF;
        assertThat(output)
                .as("X3: each command has its own result or error")
                .contains("right=" + (COMMANDS - wrong), "errors=" + wrong, "other=0");
    }
}
