package org.rf4j.provider.lettuce;

import io.netty.buffer.ByteBuf;

/** A command that waits until the socket takes more, and how far it has been encoded. Belongs to the event loop. */
final class QueuedCall {

    private final RawCall call;
    private int argument = -1;
    private int offset = -1;

    QueuedCall(RawCall call) {
        this.call = call;
    }

    RawCall call() {
        return call;
    }

    boolean isBegun() {
        return argument >= 0;
    }

    /** Fills a buffer with the next part; returns whether it was the last. */
    boolean encodePart(ByteBuf out) {
        if (argument < 0) {
            call.encodeName(out);
            argument = 0;
        }
        while (argument < call.argumentCount()) {
            byte[] bytes = call.argument(argument);
            if (offset < 0) {
                if (out.writableBytes() < RawCall.HEADER) {
                    return false;
                }
                RawCall.encodeHeader(out, '$', bytes.length);
                offset = 0;
            }
            int length = Math.min(bytes.length - offset, out.writableBytes());
            out.writeBytes(bytes, offset, length);
            offset += length;
            if (offset < bytes.length || out.writableBytes() < 2) {
                return false;
            }
            out.writeShort(RawCall.CRLF);
            offset = -1;
            argument++;
        }
        return true;
    }
}
