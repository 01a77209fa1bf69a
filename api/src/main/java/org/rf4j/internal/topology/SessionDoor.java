package org.rf4j.internal.topology;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSession;

/** Opens connections to a node for calls that need one of their own, a few at a time, so that many make no storm (clause C7). */
final class SessionDoor {

    private static final int AT_A_TIME = 16;

    private final NodeClient client;
    private final Queue<Visitor> queue = new ArrayDeque<>();
    private int entering;

    SessionDoor(NodeClient client) {
        this.client = client;
    }

    /** Who wants a connection, and whether he still does. */
    private record Visitor(BooleanSupplier waits, CompletableFuture<NodeSession> session) {}

    /** Returns a connection, later; fails as the driver does, or when nobody wants it any more. */
    CompletionStage<NodeSession> open(BooleanSupplier wanted) {
        Visitor visitor = new Visitor(wanted, new CompletableFuture<>());
        synchronized (queue) {
            if (entering == AT_A_TIME) {
                queue.add(visitor);
                return visitor.session();
            }
            entering++;
        }
        letIn(visitor);
        return visitor.session();
    }

    private void letIn(@Nullable Visitor first) {
        Visitor visitor = first;
        while (visitor != null) {
            if (!visitor.waits().getAsBoolean()) {
                visitor.session()
                        .completeExceptionally(NodeException.notSent("nobody waits for the connection any more", null));
            } else {
                CompletableFuture<NodeSession> opened = client.openSession().toCompletableFuture();
                Visitor now = visitor;
                CompletableFuture<NodeSession> entered =
                        opened.whenComplete((session, failure) -> enter(now, session, failure));
                if (!entered.isDone()) {
                    entered.whenComplete((session, failure) -> letIn(next()));
                    return;
                }
            }
            visitor = next();
        }
    }

    private static void enter(Visitor visitor, @Nullable NodeSession session, @Nullable Throwable failure) {
        if (failure != null) {
            visitor.session().completeExceptionally(failure);
        } else {
            visitor.session().complete(session);
        }
    }

    private @Nullable Visitor next() {
        synchronized (queue) {
            Visitor next = queue.poll();
            if (next == null) {
                entering--;
            }
            return next;
        }
    }
}
