package org.rf4j.tck;

import java.util.concurrent.atomic.AtomicLong;
import org.rf4j.pubsub.Gap;
import org.rf4j.pubsub.Message;
import org.rf4j.pubsub.MessageListener;

/** Hands on what it is told, and notes when the first gap was reported. */
record StampedGaps(Recorder recorder, AtomicLong firstAtNanos) implements MessageListener<String> {

    @Override
    public void onMessage(Message<String> message) {
        recorder.onMessage(message);
    }

    @Override
    public void onGap(Gap gap) {
        firstAtNanos.compareAndSet(0, System.nanoTime());
        recorder.onGap(gap);
    }
}
