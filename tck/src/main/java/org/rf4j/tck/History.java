package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.rf4j.pubsub.Gap;

/** Numbered messages, when each was published, and the judgement on what a listener heard of them. */
final class History {

    /** The publish began and ended at these moments, on the clock of {@link System#nanoTime()}. */
    private record Span(long from, long to) {}

    private final ConcurrentMap<Integer, Span> published = new ConcurrentHashMap<>();

    void published(int number, long fromNanos, long toNanos) {
        published.put(number, new Span(fromNanos, toNanos));
    }

    int size() {
        return published.size();
    }

    /** Returns the number of the last message that was published. */
    String last() {
        return published.keySet().stream()
                .max(Integer::compare)
                .map(String::valueOf)
                .orElse("none");
    }

    /** Checks what a listener was told: order kept, nothing twice, each loss inside a gap. */
    void judge(Recorder recorder) {
        List<Gap> gaps = recorder.gaps();
        Set<Integer> heard = new HashSet<>();
        int last = -1;
        for (String message : recorder.messages()) {
            int number = Integer.parseInt(message);
            assertThat(heard.add(number))
                    .as("P7: message %s is delivered once", number)
                    .isTrue();
            assertThat(number).as("P2: a number after %s", last).isGreaterThan(last);
            last = number;
        }
        List<String> silent = new ArrayList<>();
        published.forEach((number, span) -> {
            if (!heard.contains(number)
                    && gaps.stream().noneMatch(gap -> gap.fromNanos() <= span.to && span.from <= gap.toNanos())) {
                silent.add(number + " published " + nearest(span, gaps));
            }
        });
        assertThat(silent)
                .as("P7: messages lost outside every one of %s gaps, of %s published", gaps.size(), published.size())
                .isEmpty();
    }

    private static String nearest(Span span, List<Gap> gaps) {
        StringBuilder text = new StringBuilder();
        for (Gap gap : gaps) {
            text.append(String.format(
                    java.util.Locale.ROOT,
                    "[%.1f ms after the start, %.1f ms after the end of a gap] ",
                    (span.to - gap.fromNanos()) / 1e6,
                    (span.from - gap.toNanos()) / 1e6));
        }
        return text.toString();
    }
}
