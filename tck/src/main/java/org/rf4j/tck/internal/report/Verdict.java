package org.rf4j.tck.internal.report;

import java.util.Collection;
import java.util.Collections;
import java.util.Locale;

/** How a test ended, or how a provider did at a clause; the later, the worse. */
public enum Verdict {
    /** No test has said anything. */
    UNTESTED,
    /** Every test passed. */
    PASSED,
    /** A test was not for this provider, and said why. */
    SKIPPED,
    /** A test failed. */
    FAILED;

    /** Returns the word for it in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the worst of several, of none that it is untested. */
    static Verdict worst(Collection<Verdict> verdicts) {
        return verdicts.isEmpty() ? UNTESTED : Collections.max(verdicts);
    }
}
