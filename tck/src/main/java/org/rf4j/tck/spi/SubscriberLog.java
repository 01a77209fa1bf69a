package org.rf4j.tck.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.ServerError;
import org.rf4j.spi.SubscriberCallback;

/** Writes down what a subscriber is told, and whether it is told one thing at a time. */
final class SubscriberLog implements SubscriberCallback {

    private final List<String> entries = new ArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private boolean overlapped;
    private int closed;
    private @Nullable String afterClosed;
    private @Nullable NodeException cause;
    private volatile Runnable atMessage = () -> {};

    /** Does something at each message from now on, in the callback. */
    void atMessage(Runnable action) {
        atMessage = action;
    }

    @Override
    public void subscribed(ChannelKind kind, byte[] channel) {
        add("subscribed " + kind + " " + text(channel));
    }

    @Override
    public void unsubscribed(ChannelKind kind, byte[] channel) {
        add("unsubscribed " + kind + " " + text(channel));
    }

    @Override
    public void message(ChannelKind kind, byte @Nullable [] pattern, byte[] channel, byte[] payload) {
        add(kind + (pattern == null ? "" : " " + text(pattern)) + " " + text(channel) + " " + text(payload));
        atMessage.run();
    }

    @Override
    public void pong() {
        add("pong");
    }

    @Override
    public void refused(ServerError error) {
        add("refused " + error.code());
    }

    @Override
    public void authenticated(@Nullable ServerError refusal) {
        add(refusal == null ? "authenticated" : "authentication refused " + refusal.code());
    }

    @Override
    public void closed(NodeException why) {
        add("closed");
        synchronized (this) {
            closed++;
            cause = why;
        }
    }

    private void add(String entry) {
        boolean alone = inside.incrementAndGet() == 1;
        synchronized (this) {
            overlapped |= !alone;
            if (closed > 0 && afterClosed == null) {
                afterClosed = entry;
            }
            entries.add(entry);
        }
        inside.decrementAndGet();
    }

    synchronized List<String> entries() {
        return List.copyOf(entries);
    }

    synchronized int closed() {
        return closed;
    }

    synchronized @Nullable NodeException cause() {
        return cause;
    }

    /** Waits until this, and nothing else, has been written down. */
    void awaitExactly(String... expected) {
        await(expected.length, List.of(expected).toString());
        assertThat(entries()).as("what the callback was told").containsExactly(expected);
    }

    void await(int count, String what) {
        Awaitility.await("the callback is told " + what)
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(2))
                .untilAsserted(() -> assertThat(entries())
                        .as("what the callback was told; awaited was %s", what)
                        .hasSizeGreaterThanOrEqualTo(count));
    }

    void awaitClosed(Duration limit) {
        Awaitility.await("SubscriberCallback.closed")
                .atMost(limit)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> closed() > 0);
    }

    /** Checks that {@code closed} came once and last, and that calls never overlapped. */
    synchronized void assertClosedOnceAndLast() {
        assertThat(closed).as("calls of SubscriberCallback.closed: exactly one").isEqualTo(1);
        assertThat(afterClosed)
                .as("what came after SubscriberCallback.closed, which is last")
                .isNull();
        assertOneAtATime();
    }

    synchronized void assertOneAtATime() {
        assertThat(overlapped)
                .as("whether two calls of the callback ran at the same time")
                .isFalse();
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
