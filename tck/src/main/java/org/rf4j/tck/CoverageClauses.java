package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** No typed command is without a test; the last of the groups of commands. */
abstract class CoverageClauses extends ClauseTests {

    @Test
    @OfAllTests
    @Clause("X1")
    void everyMethodHasBeenCalledOnThisProvider() {
        assertThat(ExercisedMethods.missing(mode()))
                .as("X1: methods of RedisCommands that no test has called")
                .isEmpty();
    }
}
