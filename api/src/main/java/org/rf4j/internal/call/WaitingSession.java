package org.rf4j.internal.call;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.CommandSender;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;

/**
 * A connection on which the server may wait. The server notices late that it was closed, and would take something out for
 * one who has gone; so that who closes it while the server waits ends the wait first, over the connection that calls share:
 * what is sent over that afterwards finds nobody waiting.
 */
final class WaitingSession implements NodeSession {

    private static final RawCommand CLIENT_ID = RawCommand.ofText("CLIENT", "ID");

    private final NodeSession session;
    private final CommandSender shared;
    private volatile @Nullable Long id;
    private volatile boolean waiting;

    private WaitingSession(NodeSession session, CommandSender shared) {
        this.session = session;
        this.shared = shared;
    }

    /** Makes one of a new connection; where the server does not tell its number, closing it is all there is. */
    static WaitingSession of(NodeSession session, CommandSender shared) {
        WaitingSession waiting = new WaitingSession(session, shared);
        waiting.learnId();
        return waiting;
    }

    private void learnId() {
        session.send(CLIENT_ID, new ReplySink() {
            @Override
            public void reply(@Nullable Object raw) {
                id = raw instanceof Long number ? number : null;
            }

            @Override
            public void failed(NodeException cause) {
                // Told to the call, which is on the same connection.
            }
        });
    }

    @Override
    public void send(RawCommand command, ReplySink sink) {
        waiting = true;
        session.send(command, new ReplySink() {
            @Override
            public void reply(@Nullable Object raw) {
                waiting = false;
                sink.reply(raw);
            }

            @Override
            public void failed(NodeException cause) {
                waiting = false;
                sink.failed(cause);
            }
        });
    }

    @Override
    public void send(List<RawCommand> commands, List<? extends ReplySink> sinks) {
        session.send(commands, sinks);
    }

    @Override
    public void assist(BooleanSupplier done, long deadlineNanos) {
        session.assist(done, deadlineNanos);
    }

    @Override
    public void close() {
        Long known = id;
        if (waiting && known != null) {
            waiting = false;
            shared.send(RawCommand.ofText("CLIENT", "UNBLOCK", Long.toString(known)), ReplySink.nobody());
        }
        session.close();
    }
}
