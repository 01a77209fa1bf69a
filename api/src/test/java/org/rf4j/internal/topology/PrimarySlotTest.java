package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rf4j.internal.Core;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.NodeException;

@Timeout(30)
class PrimarySlotTest {

    private static final Duration SUSPICION = Duration.ofMillis(250);

    private final Core core = new Core();
    private final RecordingListener listener = new RecordingListener();
    private static final Duration PATIENCE = Duration.ofMillis(2500);

    private final FakeCluster cluster = new FakeCluster();
    private final FakeCluster.Node node = cluster.node(FakeCluster.A);
    private final Watcher watcher = new Watcher();
    private final PrimarySlot slot = new PrimarySlot(core, listener, watcher);
    private final NodeLink link = connect();

    @BeforeEach
    void openTheLink() throws Exception {
        on(() -> slot.open(link, () -> {}));
    }

    @AfterEach
    void closeCore() {
        core.close();
    }

    @Test
    void aLinkThatAnswersStaysIn() throws Exception {
        on(() -> slot.suspect(link, "a call had no answer"));
        await().until(() -> node.sent.contains("PING"));

        assertThat(slot.current()).isSameAs(link);
        assertThat(watcher.aside).hasValue(0);
    }

    @Test
    void aLinkThatDoesNotAnswerIsSetAsideAndHeld() throws Exception {
        node.freezes();
        on(() -> slot.suspect(link, "a call had no answer"));

        await().until(() -> watcher.aside.get() == 1);

        assertThat(slot.current()).isNull();
        assertThat(slot.held()).isSameAs(link);
    }

    @Test
    void aLinkThatAnswersLateIsInAgain() throws Exception {
        node.freezes();
        on(() -> slot.suspect(link, "a call had no answer"));
        await().until(() -> watcher.aside.get() == 1);

        node.thaws();

        await().until(() -> watcher.resumed.get() == 1);
        assertThat(slot.current()).isSameAs(link);
    }

    @Test
    void whoeverIsAskedAgainHasAllTheTimeToAnswer() throws Exception {
        on(() -> slot.suspect(link, "the first question, which is answered at once"));
        CompletableFuture<Long> askedAt = new CompletableFuture<>();
        core.schedule(
                () -> {
                    node.freezes();
                    askedAt.complete(System.nanoTime());
                    slot.suspect(link, "the second question, which is not");
                },
                Duration.ofMillis(150));

        await().until(() -> watcher.aside.get() == 1);

        assertThat(watcher.asideAtNanos - askedAt.get(5, TimeUnit.SECONDS))
                .as("nanoseconds after the second question")
                .isGreaterThanOrEqualTo(SUSPICION.toNanos());
    }

    @Test
    void aNodeThatAnswersWhatWasSentBeforeIsNotSilent() throws Exception {
        node.freezes();
        on(() -> slot.suspect(link, "a heartbeat, behind a large batch"));
        long until =
                System.nanoTime() + SUSPICION.plus(PATIENCE).multipliedBy(2).toNanos();
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    link.markHeard();
                    return System.nanoTime() - until > 0;
                });
        assertThat(slot.current()).as("it answers others all the time").isSameAs(link);
        assertThat(watcher.aside).hasValue(0);

        await().until(() -> watcher.aside.get() == 1);
        await().until(() -> watcher.lost.get() == 1);
    }

    @Test
    void aSecondQuestionIsNotAskedBeforeTheFirstIsAnswered() throws Exception {
        node.freezes();
        on(() -> slot.suspect(link, "one"));
        on(() -> slot.suspect(link, "two"));

        assertThat(node.sent).containsExactly("PING");
    }

    @Test
    void aLinkThatBreaksIsOutWhenThatReturns() {
        slot.broken(link, NodeException.unknown("lost", null));

        assertThat(slot.held()).isNull();
        await().until(() -> watcher.lost.get() == 1);
        assertThat(listener.ended).containsExactly(link);
    }

    @Test
    void aLinkThatBreaksTwiceIsLostOnce() throws Exception {
        slot.broken(link, NodeException.unknown("lost", null));
        slot.broken(link, NodeException.unknown("lost", null));
        on(() -> {});

        assertThat(watcher.lost).hasValue(1);
        assertThat(listener.ended).containsExactly(link);
    }

    @Test
    void aLinkThatBrokeBeforeItWasPutInIsLost() throws Exception {
        NodeLink gone = connect();
        gone.broken(NodeException.unknown("lost", null));
        AtomicInteger applied = new AtomicInteger();

        on(() -> slot.open(gone, applied::incrementAndGet));

        assertThat(slot.held()).isNull();
        assertThat(watcher.lost).hasValue(1);
        assertThat(applied).hasValue(0);
    }

    @Test
    void whatIsLeftIsNoLoss() throws Exception {
        on(() -> slot.leave(link, "it serves no slots"));

        await().until(() -> listener.ended.contains(link));
        assertThat(watcher.lost).hasValue(0);
        assertThat(node.open()).isZero();
        assertThat(slot.absence()).isEqualTo("it serves no slots");
    }

    private NodeLink connect() {
        return new NodeLink(
                FakeCluster.A,
                cluster.connect(
                                FakeCluster.A,
                                new ConnectionSettings(
                                        Duration.ofSeconds(5), org.rf4j.Protocol.RESP2, null, java.util.List::of),
                                down -> {})
                        .toCompletableFuture()
                        .join());
    }

    private void on(Runnable action) throws Exception {
        FakeCluster.on(core, action);
    }

    private static final class Watcher implements PrimarySlot.Watcher {

        private final AtomicInteger lost = new AtomicInteger();
        private final AtomicInteger aside = new AtomicInteger();
        private final AtomicInteger resumed = new AtomicInteger();
        private volatile long asideAtNanos;

        @Override
        public void lost(NodeLink link) {
            lost.incrementAndGet();
        }

        @Override
        public void setAside(NodeLink link) {
            asideAtNanos = System.nanoTime();
            aside.incrementAndGet();
        }

        @Override
        public void resumed(NodeLink link) {
            resumed.incrementAndGet();
        }
    }
}
