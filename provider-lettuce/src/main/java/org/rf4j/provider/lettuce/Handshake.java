package org.rf4j.provider.lettuce;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;

/** Takes the reply to one command of the handshake. */
final class Handshake implements ReplySink {

    private final LettuceConnection connection;
    private final String command;
    private final boolean last;

    private Handshake(LettuceConnection connection, String command, boolean last) {
        this.connection = connection;
        this.command = command;
        this.last = last;
    }

    /** Returns what to write, pipelined; the connection is told how it ends. */
    static List<RawCall> calls(LettuceConnection connection, List<RawCommand> commands) {
        List<RawCall> calls = new ArrayList<>(commands.size());
        for (int i = 0; i < commands.size(); i++) {
            RawCommand command = commands.get(i);
            boolean last = i + 1 == commands.size();
            calls.add(new RawCall(connection, command, new Handshake(connection, command.name(), last)));
        }
        return calls;
    }

    @Override
    public void reply(@Nullable Object raw) {
        if (raw instanceof ServerError refusal) {
            connection.refused(command, refusal);
        } else if (last) {
            connection.becomeOpen();
        }
    }

    @Override
    public void failed(NodeException cause) {
        connection.broken(cause);
    }
}
