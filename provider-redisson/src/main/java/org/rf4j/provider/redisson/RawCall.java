package org.rf4j.provider.redisson;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redisson.client.protocol.CommandData;
import org.redisson.client.protocol.QueueCommand;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;

/**
 * A command on its way: what Redisson's queue keeps until the reply, the task that hands it to the event loop, and what
 * answers the sink, all in one object. Not one of Redisson's commands, since its encoder writes every argument to the
 * log at level TRACE, passwords too, and has a promise for each. Once on its way it belongs to the event loop.
 */
final class RawCall implements QueueCommand, Runnable, GenericFutureListener<Future<Void>> {

    private static final int CRLF = '\r' << 8 | '\n';
    /** Room for a count or a length with its marker and line end, and for the line end of the argument. */
    private static final int HEADER = 16;

    private static final int PART = 64 * 1024;

    private final RedissonConnection connection;
    private final RawCommand command;
    private final ReplySink sink;
    private boolean done;
    /** The argument to be encoded next; negative before anything is. */
    private int next = -1;
    /** What of that argument has been encoded; negative before its length is. */
    private int offset = -1;

    RawCall(RedissonConnection connection, RawCommand command, ReplySink sink) {
        this.connection = connection;
        this.command = command;
        this.sink = sink;
    }

    @Override
    public void run() {
        connection.write(this);
    }

    void complete(@Nullable Object reply) {
        if (!done) {
            done = true;
            sink.reply(reply);
        }
    }

    void fail(NodeException cause) {
        if (!done) {
            done = true;
            sink.failed(cause);
        }
    }

    /** Ends the call, which may have been sent if its encoding has begun. */
    @Override
    public boolean tryFailure(Throwable cause) {
        boolean first = !done;
        fail(next < 0 ? connection.unsent() : connection.unanswered(cause));
        return first;
    }

    /** A write that fails ends the connection: nobody knows how much of it the server has got. */
    @Override
    public void operationComplete(Future<Void> write) {
        if (!write.isSuccess()) {
            tryFailure(write.cause());
            connection.broken(write.cause());
        }
    }

    @Override
    public boolean isExecuted() {
        return done;
    }

    /** Returns false: Redisson would send a blocking command again. */
    @Override
    public boolean isBlockingCommand() {
        return false;
    }

    @Override
    public List<CommandData<Object, Object>> getPubSubOperations() {
        return List.of();
    }

    /** Encodes the command, or of a large one the next part. */
    ByteBuf encode(ByteBufAllocator allocator) {
        int count = command.argumentCount();
        ByteBuf out = allocator.ioBuffer((int) Math.min(PART, command.byteCount() + (count + 2L) * HEADER));
        if (next < 0) {
            next = 0;
            header(out, '*', count + 1);
            header(out, '$', command.name().length());
            ByteBufUtil.writeAscii(out, command.name());
            out.writeShort(CRLF);
        }
        while (next < count && encodeArgument(out, command.argument(next))) {
            next++;
        }
        return out;
    }

    /** Encodes what there is room for; returns whether that was the rest of the argument. */
    private boolean encodeArgument(ByteBuf out, byte[] argument) {
        if (offset < 0) {
            if (out.writableBytes() < HEADER) {
                return false;
            }
            header(out, '$', argument.length);
            offset = 0;
        }
        int length = Math.min(argument.length - offset, out.writableBytes());
        out.writeBytes(argument, offset, length);
        offset += length;
        if (offset < argument.length || out.writableBytes() < 2) {
            return false;
        }
        out.writeShort(CRLF);
        offset = -1;
        return true;
    }

    boolean isEncoded() {
        return next == command.argumentCount();
    }

    private static void header(ByteBuf out, char marker, int number) {
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

    /** Shows no argument, which may be a secret. */
    @Override
    public String toString() {
        return command.toString();
    }
}
