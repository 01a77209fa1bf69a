package org.rf4j.provider.jedis;

import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The node's shared connection as Jedis's own type. {@code executeCommand}, and with it most methods of a
 * {@code new Jedis(connection)}, go through the pipeline and are safe while others use the connection, also from several
 * threads; they wait two seconds at most, as Jedis does by default. What would need the connection alone is refused:
 * sending and reading apart, which pipelines and transactions do, and blocking commands. Closing it does nothing.
 */
final class SharedConnection extends Connection {

    private static final long TIMEOUT_NANOS = Protocol.DEFAULT_TIMEOUT * 1_000_000L;

    private final JedisSession session;

    SharedConnection(JedisSession session) {
        super(() -> {
            throw refusal();
        });
        this.session = session;
    }

    @Override
    public <T> T executeCommand(CommandObject<T> command) {
        return command.getBuilder().build(executeCommand(command.getArguments()));
    }

    @Override
    public @Nullable Object executeCommand(CommandArguments arguments) {
        if (arguments.isBlocking()) {
            throw refusal();
        }
        Answer answer = new Answer();
        session.send(raw(arguments), answer);
        session.assist(answer::isDone, System.nanoTime() + TIMEOUT_NANOS);
        return answer.get();
    }

    private static RawCommand raw(CommandArguments arguments) {
        byte[][] values = new byte[arguments.size() - 1][];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i + 1).getRaw();
        }
        return RawCommand.of(new String(arguments.get(0).getRaw(), StandardCharsets.UTF_8), values);
    }

    @Override
    public void sendCommand(CommandArguments arguments) {
        throw refusal();
    }

    @Override
    protected Object readProtocolWithCheckingBroken() {
        throw refusal();
    }

    @Override
    protected void readPushesWithCheckingBroken() {
        throw refusal();
    }

    @Override
    protected void flush() {
        throw refusal();
    }

    @Override
    public void connect() {
        // It is, or was.
    }

    @Override
    public boolean isConnected() {
        return !isBroken();
    }

    @Override
    public boolean isBroken() {
        return session.hasEnded();
    }

    @Override
    public void close() {
        // Others use it.
    }

    @Override
    public void disconnect() {
        // Others use it.
    }

    @Override
    public void forceDisconnect() {
        // Others use it.
    }

    private static UnsupportedOperationException refusal() {
        return new UnsupportedOperationException(
                "this connection is shared: use executeCommand, with commands that do not"
                        + " block; for pipelines, transactions and blocking commands use a Jedis client of your own");
    }

    /** What {@code executeCommand} waits for. */
    private static final class Answer implements ReplySink {

        private @Nullable Object reply;
        private @Nullable NodeException failure;
        private volatile boolean done;

        @Override
        public void reply(@Nullable Object raw) {
            reply = raw;
            done = true;
        }

        @Override
        public void failed(NodeException cause) {
            failure = cause;
            done = true;
        }

        boolean isDone() {
            return done;
        }

        @Nullable Object get() {
            if (!done) {
                throw new JedisConnectionException(
                        new SocketTimeoutException("no reply, or interrupted before it came"));
            }
            NodeException failed = failure;
            if (failed != null) {
                throw new JedisConnectionException(failed.getMessage(), failed);
            }
            if (reply instanceof ServerError error) {
                throw new JedisDataException(error.text());
            }
            return reply;
        }
    }
}
