package org.rf4j.internal.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.rf4j.failover.RedisEvent;
import org.rf4j.internal.Core;
import org.rf4j.internal.Guide;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners what happened: in order, one event at a time, one listener's failure or slowness apart (clause F1). */
public final class Events {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final Core core;
    private final List<Consumer<RedisEvent>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** Creates a room without listeners. */
    public Events(Core core) {
        this.core = core;
    }

    /** Adds a listener; closing what is returned removes it. */
    public AutoCloseable add(Consumer<? super RedisEvent> listener) {
        // An entry of its own, so that a listener added twice is removed once.
        Consumer<RedisEvent> entry = listener::accept;
        listeners.add(entry);
        return () -> listeners.remove(entry);
    }

    /** Tells an event. */
    public void tell(RedisEvent event) {
        LOG.debug("{}", event);
        try {
            core.events().execute(() -> listeners.forEach(listener -> tell(listener, event)));
        } catch (RejectedExecutionException afterClose) {
            LOG.trace("dropped an event after close", afterClose);
        }
    }

    private void tell(Consumer<RedisEvent> listener, RedisEvent event) {
        if (closed) {
            return;
        }
        try {
            listener.accept(event);
        } catch (RuntimeException | Error failure) {
            LOG.warn("an event listener failed; the others, and later events, follow{}", Guide.LISTENERS, failure);
        }
    }

    /** Delivers nothing any more. */
    public void close() {
        closed = true;
        listeners.clear();
    }
}
