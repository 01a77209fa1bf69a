package org.rf4j.provider.lettuce;

import java.util.List;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;

/** A connection for one user alone. */
final class LettuceSession implements NodeSession {

    private final LettuceConnection connection;

    LettuceSession(LettuceConnection connection) {
        this.connection = connection;
    }

    @Override
    public void send(RawCommand command, ReplySink sink) {
        connection.send(command, sink);
    }

    @Override
    public void send(List<RawCommand> commands, List<? extends ReplySink> sinks) {
        connection.send(commands, sinks);
    }

    @Override
    public void close() {
        connection.close("the session was closed");
    }
}
