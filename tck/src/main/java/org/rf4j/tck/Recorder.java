package org.rf4j.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.rf4j.pubsub.Gap;
import org.rf4j.pubsub.Message;
import org.rf4j.pubsub.MessageListener;

/** A listener that keeps what it was told, in order. */
final class Recorder implements MessageListener<String> {

    private final List<Object> told = new ArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean overlapped;

    @Override
    public void onMessage(Message<String> message) {
        note(message.payload());
    }

    @Override
    public void onGap(Gap gap) {
        note(gap);
    }

    private void note(Object what) {
        if (inside.incrementAndGet() > 1) {
            overlapped = true;
        }
        synchronized (told) {
            told.add(what);
        }
        inside.decrementAndGet();
    }

    /** Returns payloads and gaps, in the order in which they came. */
    List<Object> told() {
        synchronized (told) {
            return new ArrayList<>(told);
        }
    }

    List<String> messages() {
        return told().stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    List<Gap> gaps() {
        return told().stream()
                .filter(Gap.class::isInstance)
                .map(Gap.class::cast)
                .toList();
    }

    boolean overlapped() {
        return overlapped;
    }
}
