package org.rf4j.tck.internal.report;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a test ended in one round.
 *
 * @param verdict passed, skipped or failed
 * @param time how long it took
 * @param reason why it did not pass, on one line
 * @param details all that is known of a failure
 */
public record Run(
        Verdict verdict,
        Duration time,
        @Nullable String reason,
        @Nullable String details) {

    /** Replaces in the texts, which may be anything, what cannot be written to a file. */
    public Run {
        reason = reason == null ? null : FailureText.writable(reason);
        details = details == null ? null : FailureText.writable(details);
    }

    /** Returns one that passed. */
    public static Run passed(Duration time) {
        return new Run(Verdict.PASSED, time, null, null);
    }

    /** Returns one that was skipped. */
    public static Run skipped(Duration time, String reason) {
        return new Run(Verdict.SKIPPED, time, reason, null);
    }

    /** Returns one that failed. */
    public static Run failed(Duration time, Throwable cause) {
        return new Run(Verdict.FAILED, time, FailureText.oneLine(cause), FailureText.details(cause));
    }
}
