package org.rf4j.internal.call;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.spi.CommandSender;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;

/** Hands calls to a provider: each departs, goes out over a link, and its sink is answered. */
final class Transmitter {

    private static final RawCommand ASKING = RawCommand.ofText("ASKING");

    private final FailedAttempts failedAttempts;
    private final Consumer<Call<?>> dispatch;
    private final boolean namesConnections;

    /**
     * Creates it.
     *
     * @param namesConnections whether servers have {@code CLIENT}
     */
    Transmitter(FailedAttempts failedAttempts, Consumer<Call<?>> dispatch, boolean namesConnections) {
        this.namesConnections = namesConnections;
        this.failedAttempts = failedAttempts;
        this.dispatch = dispatch;
    }

    void send(NodeLink link, Call<?> call) {
        if (call.request().kind().isSentAlone()) {
            sendAlone(link, call, false);
        } else {
            sendOver(link.client(), link, call);
        }
    }

    /** Sends a call over a connection to the node of a link. */
    void sendOver(CommandSender sender, NodeLink link, Call<?> call) {
        ReplySink sink = call.depart(link);
        if (sink == null || !isStillThere(link, call)) {
            return;
        }
        if (call.request().isTransaction()) {
            Departed departed = new Departed(1);
            departed.add(call, sink);
            sender.send(departed.commands, departed.sinks);
        } else {
            sender.send(call.command(), sink);
        }
    }

    void send(NodeLink link, List<? extends Call<?>> batch) {
        Departed departed = new Departed(batch.size());
        for (Call<?> call : batch) {
            if (call.request().kind().isSentAlone()) {
                sendAlone(link, call, false);
                continue;
            }
            ReplySink sink = call.depart(link);
            if (sink != null && isStillThere(link, call)) {
                departed.add(call, sink);
            }
        }
        if (departed.afterWrites) {
            sendApart(link, departed);
        } else if (!departed.calls.isEmpty()) {
            link.client().send(departed.commands, departed.sinks);
        }
    }

    /** Calls that go out together, and whether one of them speaks of the connection that they go over. */
    private static final class Departed {

        private final List<Call<?>> calls;
        private final List<RawCommand> commands;
        private final List<ReplySink> sinks;
        private boolean afterWrites;

        Departed(int most) {
            calls = new ArrayList<>(most);
            commands = new ArrayList<>(most);
            sinks = new ArrayList<>(most);
        }

        void add(Call<?> call, ReplySink sink) {
            calls.add(call);
            if (call.request().isTransaction()) {
                Exec.add(call, sink, commands, sinks);
            } else {
                commands.add(call.request().command());
                sinks.add(sink);
            }
            afterWrites |= call.request().kind() == Request.Kind.AFTER_WRITES;
        }
    }

    /** A link may end between the choice of it and the departure; the sweep over the ledger may have missed the call. */
    private boolean isStillThere(NodeLink link, Call<?> call) {
        NodeException end = link.end();
        if (end == null) {
            return true;
        }
        if (call.takeBack(link)) {
            failedAttempts.failed(call, link, NodeException.notSent(String.valueOf(end.getMessage()), end));
        }
        return false;
    }

    /** Sends a call where {@code ASK} said, with {@code ASKING} before it on the same connection. */
    void sendAsking(NodeLink link, Call<?> call) {
        if (call.request().kind().isSentAlone()) {
            sendAlone(link, call, true);
            return;
        }
        ReplySink sink = call.depart(link);
        if (sink != null && isStillThere(link, call)) {
            // If ASKING is refused, so is the command after it.
            link.client().send(List.of(ASKING, call.request().command()), List.of(ReplySink.nobody(), sink));
        }
    }

    /** What waits for replicas gets a connection of its own, so that it holds up no other (clause D1). */
    private void sendApart(NodeLink link, Departed departed) {
        link.openSession(() -> !departed.calls.stream().allMatch(Call::isOver)).whenComplete((session, failure) -> {
            if (failure != null) {
                departed.calls.stream().filter(call -> call.takeBack(link)).forEach(dispatch);
                return;
            }
            AtomicInteger left = new AtomicInteger(departed.calls.size());
            departed.calls.forEach(call -> call.whenComplete((value, end) -> {
                if (left.decrementAndGet() == 0) {
                    session.close();
                }
            }));
            session.send(departed.commands, departed.sinks);
        });
    }

    /**
     * A command that may block on the server gets a connection of its own, so that it holds up no other. It is closed when
     * the call is over, for whatever reason: the server must not go on waiting for it.
     */
    private void sendAlone(NodeLink link, Call<?> call, boolean asking) {
        ReplySink sink = call.depart(link);
        if (sink == null || !isStillThere(link, call)) {
            return;
        }
        link.openSession(() -> call.isWaitingFor(sink)).whenComplete((session, failure) -> {
            if (failure != null) {
                sink.failed(NodeException.notSent(
                        "no connection for " + call.request().command().name(), failure));
            } else if (!call.isWaitingFor(sink)) {
                // It is over, or went elsewhere meanwhile.
                session.close();
            } else {
                NodeSession own = call.request().serverWait() != null && namesConnections
                        ? WaitingSession.of(session, link.client())
                        : session;
                call.hold(own);
                if (asking) {
                    session.send(ASKING, ReplySink.nobody());
                }
                own.send(call.command(), sink);
            }
        });
    }
}
