package org.rf4j.provider.jedis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.spi.RawCommand;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.util.RedisOutputStream;

/**
 * A socket with Jedis's streams on it. Jedis's own {@code Connection} is not made for two threads: it connects anew when
 * it writes to a closed socket, and when a write fails it reads from the input. One thread at a time writes, one reads.
 */
final class JedisConnection {

    private static final int BUFFER_SIZE = 16 * 1024;

    private final Endpoint node;
    private final Socket raw;
    private final ReplyInput input;
    private final RedisOutputStream output;
    private final AtomicReference<@Nullable Loss> loss = new AtomicReference<>();

    /** Takes the socket, and what encrypts it, or the same again. */
    JedisConnection(Endpoint node, Socket raw, Socket socket) throws IOException {
        this.node = node;
        this.raw = raw;
        this.input = ReplyInput.of(socket);
        this.output = new RedisOutputStream(socket.getOutputStream(), BUFFER_SIZE);
    }

    /** Reads a reply as {@link ReplyInput#read} does. */
    @Nullable Object read(long untilNanos, int bytes) {
        return input.read(untilNanos, bytes);
    }

    boolean hasReceived() {
        return input.hasReceived();
    }

    void write(RawCommand command) {
        CommandArguments arguments = new CommandArguments(new Name(command.name()));
        for (int i = 0; i < command.argumentCount(); i++) {
            arguments.add(command.argument(i));
        }
        Protocol.sendCommand(output, arguments);
    }

    void flush() {
        try {
            output.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ends the connection because reading or writing failed. */
    void fail(Throwable cause) {
        Throwable origin = cause.getCause() == null ? cause : cause.getCause();
        end(new Loss("the connection to " + node + " was lost: " + origin.getMessage(), origin));
    }

    /** Ends the connection, if it has not ended; whoever reads or writes is woken. Does not block. */
    void end(Loss why) {
        if (loss.compareAndSet(null, why)) {
            close(raw);
        }
    }

    /** Returns why the connection ended, or null if it did not. */
    @Nullable Loss loss() {
        return loss.get();
    }

    /** Returns why the connection ended, which it has. */
    Loss lossOnceEnded() {
        return Objects.requireNonNull(loss.get(), "loss");
    }

    /** Not the encrypting socket, which would take leave of the server and may wait for a stuck writer. */
    static void close(Socket raw) {
        try {
            raw.close();
        } catch (IOException failed) {
            // The descriptor is gone all the same, and nobody could do anything about it.
            Callbacks.report(failed);
        }
    }

    /** A command's name, as Jedis wants it. */
    private record Name(byte[] raw) implements ProtocolCommand {

        Name(String name) {
            this(name.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public byte[] getRaw() {
            return raw;
        }
    }
}
