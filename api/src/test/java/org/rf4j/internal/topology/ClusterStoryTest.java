package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rf4j.internal.topology.FakeCluster.A;
import static org.rf4j.internal.topology.FakeCluster.B;
import static org.rf4j.internal.topology.FakeCluster.C;
import static org.rf4j.internal.topology.FakeCluster.primary;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterStoryTest {

    private final RecordingListener listener = new RecordingListener();
    private final ClusterStory story = new ClusterStory(listener);

    @Test
    void aChangeIsToldWhenItsLinkIsOpen() {
        story.succeeded(A, B, false);
        assertThat(kinds()).containsExactly("FailoverStarted");

        story.opened(B, false);

        assertThat(kinds()).containsExactly("FailoverStarted", "PrimaryChanged");
    }

    @Test
    void theStartOfAFailoverIsToldOnce() {
        story.failing(A, "a majority has given it up");
        story.failing(A, "a majority has given it up");
        story.succeeded(A, B, true);

        assertThat(kinds()).containsExactly("FailoverStarted", "PrimaryChanged");
    }

    @Test
    void theNewPrimarysOwnWordCompletesNothing() {
        story.succeeded(A, B, true);

        story.confirmed(view(primary("b", B, 2, "0-16383").replace("master", "myself,master")), false);

        assertThat(story.isOpen()).isTrue();
    }

    @Test
    void anothersWordCompletesTheChange() {
        story.succeeded(A, B, true);

        story.confirmed(
                view(primary("b", B, 2, "0-99"), primary("c", C, 3, "100").replace("master", "myself,master")), false);

        assertThat(story.isOpen()).isFalse();
        assertThat(kinds()).endsWith("FailoverCompleted");
    }

    @Test
    void whatIsNotOpenYetIsNotComplete() {
        story.succeeded(A, B, false);

        story.confirmed(view(primary("b", B, 2, "0-16383")), false);

        assertThat(story.isOpen()).isTrue();
        assertThat(story.awaits(B)).isTrue();
    }

    @Test
    void aNodeThatIsReplacedBeforeItIsConfirmedIsNotWaitedFor() {
        story.succeeded(A, B, true);
        story.succeeded(B, C, true);
        story.left(B);

        story.confirmed(view(primary("c", C, 3, "0-16383")), false);

        assertThat(story.isOpen()).isFalse();
        assertThat(kinds())
                .containsExactly(
                        "FailoverStarted", "PrimaryChanged", "FailoverStarted", "PrimaryChanged", "FailoverCompleted");
    }

    @Test
    void aFailoverAfterOneThatWasReplacedIsToldFromItsStart() {
        story.succeeded(A, B, true);
        story.succeeded(B, A, true);
        story.left(B);
        story.confirmed(view(primary("a", A, 3, "0-16383")), false);
        listener.events.clear();

        story.succeeded(A, B, true);

        assertThat(kinds()).containsExactly("FailoverStarted", "PrimaryChanged");
    }

    @Test
    void aPrimaryThatIsBackIsToldAsRestored() {
        story.ready(A);
        story.failing(A, "a majority has given it up");

        story.opened(A, true);

        assertThat(kinds()).containsExactly("Connected", "FailoverStarted", "ConnectionRestored");
    }

    @Test
    void everyChangeHasAHigherEpoch() {
        story.ready(A);
        story.succeeded(A, B, true);
        story.moved(B, C, 7);

        assertThat(story.epoch()).isEqualTo(3);
    }

    private static ClusterView view(String... lines) {
        return ClusterView.of(
                String.join("\n", lines).getBytes(StandardCharsets.UTF_8), null, null, A, announced -> announced);
    }

    private List<String> kinds() {
        return listener.events.stream()
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }
}
