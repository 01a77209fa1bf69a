package org.rf4j.examples.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rf4j.pubsub.Gap;
import org.rf4j.pubsub.Message;
import org.rf4j.pubsub.MessageListener;

/**
 * What was published, what was received and which gaps were reported, and whether they agree: each message whose publish
 * was acknowledged was received once, or was published inside a reported gap.
 */
final class History implements MessageListener<String> {

    private final Timeline timeline;
    private final Map<Long, Entry> sent = new ConcurrentHashMap<>();
    private final Map<Long, Integer> received = new ConcurrentHashMap<>();
    private final List<Long> arrivals = new ArrayList<>();
    private final List<Gap> gaps = new CopyOnWriteArrayList<>();
    private final AtomicLong duplicates = new AtomicLong();

    /** One message on its way out. */
    static final class Entry {
        private final long fromNanos = System.nanoTime();
        private volatile @Nullable Long acknowledgedNanos;

        void acknowledged() {
            acknowledgedNanos = System.nanoTime();
        }
    }

    History(Timeline timeline) {
        this.timeline = timeline;
    }

    Entry sending(long number) {
        Entry entry = new Entry();
        sent.put(number, entry);
        return entry;
    }

    @Override
    public void onMessage(Message<String> message) {
        synchronized (arrivals) {
            arrivals.add(System.nanoTime());
        }
        if (received.merge(Long.valueOf(message.payload()), 1, Integer::sum) > 1) {
            duplicates.incrementAndGet();
        }
    }

    @Override
    public void onGap(Gap gap) {
        gaps.add(gap);
        timeline.now(
                "gap reported",
                gap.cause() + ": messages published in these " + gap.duration().toMillis()
                        + " ms may be lost; time to resynchronise");
    }

    @Nullable Long firstArrivalAfter(long nanos) {
        synchronized (arrivals) {
            return arrivals.stream().filter(at -> at - nanos >= 0).findFirst().orElse(null);
        }
    }

    /** Returns whether every acknowledged message was received, or may be lost. */
    boolean isSettled() {
        return lostOutsideGaps() == 0;
    }

    long lostOutsideGaps() {
        return sent.entrySet().stream()
                .filter(entry -> !received.containsKey(entry.getKey()))
                .filter(entry -> isLostOutsideGaps(entry.getValue()))
                .count();
    }

    private boolean isLostOutsideGaps(Entry entry) {
        Long acknowledged = entry.acknowledgedNanos;
        return acknowledged != null
                && gaps.stream()
                        .noneMatch(gap -> entry.fromNanos - gap.toNanos() <= 0 && acknowledged - gap.fromNanos() >= 0);
    }

    long published() {
        return sent.values().stream()
                .filter(entry -> entry.acknowledgedNanos != null)
                .count();
    }

    long received() {
        return received.size();
    }

    long duplicates() {
        return duplicates.get();
    }

    int gaps() {
        return gaps.size();
    }
}
