package org.rf4j.internal.topology;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.rf4j.RedisException;
import org.rf4j.failover.RedisEvent;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;

/** Keeps what a deployment tells. */
final class RecordingListener implements DeploymentListener {

    final BlockingQueue<RedisException> startFailures = new LinkedBlockingQueue<>();
    final BlockingQueue<RedisException> hopeless = new LinkedBlockingQueue<>();
    final List<RedisEvent> events = new CopyOnWriteArrayList<>();
    final List<NodeLink> opened = new CopyOnWriteArrayList<>();
    final List<NodeLink> ended = new CopyOnWriteArrayList<>();
    final List<NodeLink> authenticated = new CopyOnWriteArrayList<>();
    final AtomicInteger ready = new AtomicInteger();
    final AtomicInteger rerouted = new AtomicInteger();

    /** Run at each event, on the thread that tells it. */
    volatile Consumer<RedisEvent> told = event -> {};

    @Override
    public void opened(NodeLink link) {
        opened.add(link);
    }

    @Override
    public void ready() {
        ready.incrementAndGet();
    }

    @Override
    public void rerouted() {
        rerouted.incrementAndGet();
    }

    @Override
    public void ended(NodeLink link, NodeException cause) {
        ended.add(link);
    }

    @Override
    public void hopeless(RedisException reason) {
        hopeless.add(reason);
    }

    @Override
    public void startFailed(RedisException reason) {
        startFailures.add(reason);
    }

    @Override
    public void authenticated(NodeLink link, RawCommand auth, long sinceNanos) {
        authenticated.add(link);
    }

    @Override
    public void event(RedisEvent event) {
        told.accept(event);
        events.add(event);
    }
}
