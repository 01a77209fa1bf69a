package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** No typed command is without a test; the last of the groups of commands. */
abstract class CoverageClauses extends ClauseTests {

    @Test
    @Clause("X1")
    void everyMethodHasBeenCalledOnThisProvider() {
        Assumptions.assumeFalse(Selection.isPartial(), "only a part of the kit was chosen");
        assertThat(ExercisedMethods.missing(mode()))
                .as("X1: methods of RedisCommands that no test has called")
                .isEmpty();
    }
}
