package org.rf4j.provider.redisson;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Stands where Redisson's watchdog would reconnect, next to the socket. It tells the connection when the socket is closed;
 * encodes no more than the socket takes, and large calls part by part, so that neither memory fills nor the event loop is
 * held up; reads nothing while reading is paused; and lets the writes of concurrent callers share a flush. Redisson does
 * none of these.
 */
final class SocketWatch extends FlushConsolidationHandler {

    /** How much is written before it is flushed in any case; TLS does not count what it holds back until then. */
    private static final int MOST_UNFLUSHED = 64 * 1024;

    /** How much is written before the event loop does something else. */
    private static final int MOST_AT_ONCE = 1024 * 1024;

    /** What waits until the socket takes more; of the first a part may have been written. */
    private record Held(Object message, ChannelPromise promise) {}

    private final RedissonConnection connection;
    private final Queue<Held> held = new ArrayDeque<>();
    private int unflushed;
    private boolean writing;

    SocketWatch(RedissonConnection connection) {
        super(DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true);
        this.connection = connection;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean free = held.isEmpty() && context.channel().isWritable();
        if (!free || !writeNext(context, message, promise)) {
            held.add(new Held(message, promise));
            writeHeld(context);
        }
    }

    /** Writes a message, or the next part of a large call; returns whether it was the last. */
    private boolean writeNext(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        Object encoded = message;
        boolean last = true;
        if (message instanceof RawCall call) {
            encoded = call.encode(context.alloc());
            last = call.isEncoded();
        }
        if (encoded instanceof ByteBuf bytes) {
            unflushed += bytes.readableBytes();
        }
        context.write(encoded, last ? promise : context.voidPromise());
        if (unflushed >= MOST_UNFLUSHED) {
            unflushed = 0;
            context.flush();
        }
        return last;
    }

    private void writeHeld(ChannelHandlerContext context) {
        // The socket tells that it takes more from within a write, too.
        if (writing) {
            return;
        }
        writing = true;
        try {
            for (int written = 0; takesHeld(context); written += MOST_UNFLUSHED) {
                if (written >= MOST_AT_ONCE) {
                    context.executor().execute(() -> writeHeld(context));
                    break;
                }
                writeSomeHeld(context);
            }
        } catch (OutOfMemoryError full) {
            connection.broken(full);
        } finally {
            writing = false;
        }
    }

    private void writeSomeHeld(ChannelHandlerContext context) {
        unflushed = 0;
        do {
            Held first = held.element();
            if (writeNext(context, first.message, first.promise)) {
                held.remove();
            }
        } while (unflushed > 0 && takesHeld(context));
        context.flush();
    }

    private boolean takesHeld(ChannelHandlerContext context) {
        return !held.isEmpty() && !connection.isLeaving() && context.channel().isWritable();
    }

    /** Redisson's decoder reads on by itself where it is not read automatically, and would never pause. */
    @Override
    public void read(ChannelHandlerContext context) throws Exception {
        if (connection.isReading()) {
            super.read(context);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        super.channelWritabilityChanged(context);
        writeHeld(context);
    }

    /** Before Redisson's queue, which forgets then what is in flight. */
    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        connection.broken(null);
        super.channelInactive(context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) throws Exception {
        super.handlerRemoved(context);
        for (Held left = held.poll(); left != null; left = held.poll()) {
            ReferenceCountUtil.release(left.message);
            left.promise.tryFailure(new ClosedChannelException());
        }
    }
}
