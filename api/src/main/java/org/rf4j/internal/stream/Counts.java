package org.rf4j.internal.stream;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.rf4j.internal.Guide;
import org.rf4j.stream.StreamConsumerListener;
import org.rf4j.stream.StreamConsumerStatistics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a consumer has done, in numbers and for its listener. */
final class Counts {

    private static final Logger LOG = LoggerFactory.getLogger(Counts.class);

    final LongAdder delivered = new LongAdder();
    final LongAdder handled = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder claimed = new LongAdder();
    final LongAdder deadLettered = new LongAdder();
    final LongAdder acknowledged = new LongAdder();

    private final StreamConsumerListener listener;

    Counts(StreamConsumerListener listener) {
        this.listener = listener;
    }

    /** Tells the listener; what it throws harms nobody. */
    void tell(Consumer<StreamConsumerListener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException fault) {
            LOG.warn("the listener of a stream consumer threw; it goes on{}", Guide.LISTENERS, fault);
        }
    }

    StreamConsumerStatistics snapshot(int underWay) {
        return new StreamConsumerStatistics(
                delivered.sum(),
                handled.sum(),
                failed.sum(),
                claimed.sum(),
                deadLettered.sum(),
                acknowledged.sum(),
                underWay);
    }
}
