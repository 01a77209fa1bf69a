package org.rf4j.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a health check (clause F6).
 *
 * @param status how well things are
 * @param roundTrip time that the primary took to answer; null if it did not
 * @param topology the servers as they are known
 * @param problems what keeps the status from being {@link HealthStatus#UP}, in words; empty if it is
 * @param writesProved whether a write that changes nothing was accepted; false too where an ACL forbids the attempt
 * @param lastFailure the last failure of a connection or a check since the start; null if there was none
 * @param checkedAt when, for display
 * @since 0.1.0
 */
public record Health(
        HealthStatus status,
        @Nullable Duration roundTrip,
        Topology topology,
        List<String> problems,
        boolean writesProved,
        @Nullable String lastFailure,
        Instant checkedAt) {

    /** Copies the list. */
    public Health {
        problems = List.copyOf(problems);
    }
}
