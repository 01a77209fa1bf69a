package org.rf4j.tck;

import java.util.Locale;

/** How a provider did at a clause. */
enum Verdict {
    UNTESTED,
    PASSED,
    SKIPPED,
    FAILED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
