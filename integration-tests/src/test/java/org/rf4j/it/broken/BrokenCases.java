package org.rf4j.it.broken;

import java.util.List;
import java.util.stream.Stream;

/** All the ways to be broken. */
final class BrokenCases {

    private static final List<BrokenCase> ALL = Stream.of(
                    BrokenReplies.cases(),
                    BrokenCalls.cases(),
                    BrokenConnections.cases(),
                    BrokenSubscriptions.cases(),
                    BrokenEnds.cases())
            .flatMap(List::stream)
            .toList();

    private BrokenCases() {}

    static List<BrokenCase> all() {
        return ALL;
    }

    static BrokenCase named(String what) {
        return ALL.stream()
                .filter(broken -> broken.what().equals(what))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing is broken in this way: " + what));
    }
}
