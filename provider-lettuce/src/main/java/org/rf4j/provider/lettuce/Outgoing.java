package org.rf4j.provider.lettuce;

import io.lettuce.core.protocol.CommandHandler;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.rf4j.spi.NodeException;

/**
 * What is written to an open connection. No more is encoded, and encrypted, than the socket takes, and large commands
 * part by part: else a slow server would fill the memory, and a large value hold up the event loop, with all its other
 * connections and so that it could not even be told to close this one. Belongs to the event loop.
 */
final class Outgoing {

    /** From this size on a command is encoded part by part. */
    private static final int LARGE = 256 * 1024;

    private static final int PART = 64 * 1024;

    /** How much is written before the event loop does something else. */
    private static final int MOST_AT_ONCE = 1024 * 1024;

    private final LettuceConnection connection;
    private final Channel channel;
    private final CommandHandler handler;
    /** What waits, each a {@link QueuedCall} or {@link Foreign}; of the first a part may have been written. */
    private final Queue<Object> queue = new ArrayDeque<>();

    private boolean writing;
    private boolean passing;

    /** What somebody who has unwrapped the connection writes to the channel. */
    private record Foreign(Object message, ChannelPromise promise) {}

    Outgoing(LettuceConnection connection, Channel channel, CommandHandler handler) {
        this.connection = connection;
        this.channel = channel;
        this.handler = handler;
    }

    void write(RawCall call) {
        if (isFree() && call.byteCount() < LARGE) {
            writeNow(call);
        } else {
            queue.add(new QueuedCall(call));
            writeQueued();
        }
    }

    /** Writes commands with nothing in between. */
    void write(List<RawCall> calls) {
        if (isFree() && calls.stream().mapToLong(RawCall::byteCount).sum() < LARGE) {
            writeNow(calls);
        } else {
            calls.forEach(call -> queue.add(new QueuedCall(call)));
            writeQueued();
        }
    }

    private boolean isFree() {
        return queue.isEmpty() && channel.isWritable();
    }

    private void writeNow(Object calls) {
        // No promise: a write that fails ends the connection, and that ends the calls.
        pass(calls, channel.voidPromise());
    }

    private void pass(Object message, ChannelPromise promise) {
        passing = true;
        channel.writeAndFlush(message, promise);
        passing = false;
    }

    /** Returns whether a message of somebody else must wait for its turn; then it is kept. */
    boolean hold(Object message, ChannelPromise promise) {
        if (passing || queue.isEmpty()) {
            return false;
        }
        queue.add(new Foreign(message, promise));
        return true;
    }

    /** Writes what is queued, as far as the socket takes it. */
    void writeQueued() {
        if (writing) {
            return;
        }
        writing = true;
        long written = 0;
        while (!queue.isEmpty() && connection.isAlive() && channel.isWritable()) {
            if (written > MOST_AT_ONCE) {
                channel.eventLoop().execute(this::writeQueued);
                break;
            }
            written += writeNext();
        }
        writing = false;
    }

    private long writeNext() {
        Object next = queue.element();
        if (next instanceof QueuedCall queued && queued.call().byteCount() >= LARGE) {
            writePart(queued);
            return PART;
        }
        queue.remove();
        if (next instanceof QueuedCall queued) {
            writeNow(queued.call());
            return queued.call().byteCount() + RawCall.HEADER;
        }
        Foreign foreign = (Foreign) next;
        pass(foreign.message, foreign.promise);
        return RawCall.HEADER;
    }

    private void writePart(QueuedCall next) {
        if (!next.isBegun()) {
            // As Lettuce's handler does when a command passes it, which the parts do not.
            handler.getStack().add(next.call());
        }
        ByteBuf part;
        try {
            part = channel.alloc().ioBuffer(PART);
        } catch (OutOfMemoryError full) {
            connection.broken(full);
            return;
        }
        if (next.encodePart(part)) {
            queue.remove();
        }
        channel.pipeline().context(CommandWriter.class).writeAndFlush(part, channel.voidPromise());
    }

    /** Fails what waits and has not been begun; what has been begun is failed with what is in flight. */
    void failQueued(NodeException cause) {
        while (!queue.isEmpty()) {
            Object next = queue.remove();
            if (next instanceof QueuedCall queued) {
                queued.call().fail(cause);
            } else {
                ((Foreign) next).promise.tryFailure(cause);
            }
        }
    }
}
