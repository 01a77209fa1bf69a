package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSession;

/** Clause C7: many who want a connection make no storm. */
class SessionDoorTest {

    private final List<CompletableFuture<NodeSession>> underWay = new ArrayList<>();
    private boolean abandoned;
    private final SessionDoor door = new SessionDoor((NodeClient) Proxy.newProxyInstance(
            NodeClient.class.getClassLoader(), new Class<?>[] {NodeClient.class}, (self, method, arguments) -> {
                CompletableFuture<NodeSession> opening = abandoned ? failed() : new CompletableFuture<>();
                underWay.add(opening);
                return opening;
            }));

    private static CompletableFuture<NodeSession> failed() {
        return CompletableFuture.failedFuture(NodeException.notSent("abandoned", null));
    }

    private static NodeSession session() {
        return (NodeSession) Proxy.newProxyInstance(
                NodeSession.class.getClassLoader(),
                new Class<?>[] {NodeSession.class},
                (self, method, arguments) -> null);
    }

    private List<CompletableFuture<NodeSession>> visitors(int count) {
        List<CompletableFuture<NodeSession>> visitors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            visitors.add(door.open(() -> true).toCompletableFuture());
        }
        return visitors;
    }

    @Test
    void aFewEnterAtATimeTheOthersQueue() {
        List<CompletableFuture<NodeSession>> visitors = visitors(40);
        assertThat(underWay).hasSize(16);
        underWay.get(3).complete(session());
        underWay.get(5).completeExceptionally(NodeException.notSent("too many", null));
        assertThat(underWay).hasSize(18);
        assertThat(visitors.get(3)).isCompleted();
        assertThat(visitors.get(5)).isCompletedExceptionally();
        for (int i = 0; i < underWay.size(); i++) {
            underWay.get(i).complete(session());
        }
        assertThat(underWay).hasSize(40);
        assertThat(visitors).allMatch(CompletableFuture::isDone);
        visitors(16);
        assertThat(underWay).as("as many as at first").hasSize(56);
    }

    @Test
    void whoHasGoneIsNotLetIn() {
        visitors(16);
        CompletionStage<NodeSession> gone = door.open(() -> false);
        List<CompletableFuture<NodeSession>> behind = visitors(1);
        underWay.get(0).complete(session());
        assertThat(gone.toCompletableFuture()).isCompletedExceptionally();
        assertThat(underWay).hasSize(17);
        assertThat(behind.get(0)).isNotDone();
    }

    @Test
    void aLongQueueAtAClosedDoorEnds() {
        List<CompletableFuture<NodeSession>> visitors = visitors(100_000);
        abandoned = true;
        for (int i = 0; i < 16; i++) {
            underWay.get(i).completeExceptionally(NodeException.notSent("abandoned", null));
        }
        assertThat(visitors).allMatch(CompletableFuture::isCompletedExceptionally);
    }
}
