package org.rf4j.provider.lettuce;

import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.RedisCommand;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;

/**
 * A command on its way: what Lettuce writes, the task that hands it to the event loop, and what answers the sink, all
 * in one object. It encodes the core's command as it is, without Lettuce's argument objects. Once on its way it belongs
 * to the event loop.
 */
final class RawCall implements RedisCommand<byte[], byte[], @Nullable Object>, Runnable {

    static final int CRLF = '\r' << 8 | '\n';
    /** Room for a count or a length with its marker and line end. */
    static final int HEADER = 14;

    private record Keyword(String word) implements ProtocolKeyword {
        @Override
        public byte[] getBytes() {
            return word.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public String toString() {
            return word;
        }
    }

    private final LettuceConnection connection;
    private final RawCommand command;
    private final ReplySink sink;
    private final RawReply reply = new RawReply();
    private boolean done;

    RawCall(LettuceConnection connection, RawCommand command, ReplySink sink) {
        this.connection = connection;
        this.command = command;
        this.sink = sink;
    }

    @Override
    public void run() {
        connection.write(this);
    }

    void fail(NodeException cause) {
        if (!done) {
            done = true;
            sink.failed(cause);
        }
    }

    @Override
    public void complete() {
        if (!done) {
            done = true;
            sink.reply(reply.get());
        }
    }

    @Override
    public boolean completeExceptionally(Throwable cause) {
        boolean first = !done;
        fail(connection.unanswered(cause));
        return first;
    }

    @Override
    public void cancel() {
        completeExceptionally(new CancellationException("Lettuce cancelled the command"));
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public boolean isDone() {
        return done;
    }

    /** Returns the number of bytes in the command, without what the protocol adds. */
    long byteCount() {
        return command.byteCount();
    }

    int argumentCount() {
        return command.argumentCount();
    }

    byte[] argument(int index) {
        return command.argument(index);
    }

    @Override
    public void encode(ByteBuf out) {
        int count = command.argumentCount();
        out.ensureWritable((int) (command.byteCount() + (count + 2L) * (HEADER + 2)));
        encodeName(out);
        for (int i = 0; i < count; i++) {
            byte[] argument = command.argument(i);
            encodeHeader(out, '$', argument.length);
            out.writeBytes(argument);
            out.writeShort(CRLF);
        }
    }

    /** Encodes the command up to its first argument. */
    void encodeName(ByteBuf out) {
        String name = command.name();
        encodeHeader(out, '*', command.argumentCount() + 1);
        encodeHeader(out, '$', name.length());
        ByteBufUtil.writeAscii(out, name);
        out.writeShort(CRLF);
    }

    static void encodeHeader(ByteBuf out, char marker, int number) {
        out.writeByte(marker);
        int divisor = 1;
        while (number / divisor > 9) {
            divisor *= 10;
        }
        for (; divisor > 0; divisor /= 10) {
            out.writeByte('0' + number / divisor % 10);
        }
        out.writeShort(CRLF);
    }

    @Override
    public CommandOutput<byte[], byte[], @Nullable Object> getOutput() {
        return reply;
    }

    /** Does nothing: a raw command keeps its raw output. */
    @Override
    public void setOutput(CommandOutput<byte[], byte[], @Nullable Object> output) {}

    /** Returns null: the arguments are the core's, and this encodes them itself. */
    @Override
    public @Nullable CommandArgs<byte[], byte[]> getArgs() {
        return null;
    }

    @Override
    public ProtocolKeyword getType() {
        return new Keyword(command.name());
    }

    @Override
    public String toString() {
        return command.toString();
    }
}
