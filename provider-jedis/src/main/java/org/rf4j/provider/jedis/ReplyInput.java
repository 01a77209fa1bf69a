package org.rf4j.provider.jedis;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.util.RedisInputStream;

/**
 * Jedis's buffered input, with reads that can be given up. The parser blocks wherever the bytes end, also within a reply,
 * and cannot be resumed there. So what a reply has consumed is kept until the reply is complete, and when a read is given
 * up the stream goes back to the start of that reply. One thread at a time.
 */
final class ReplyInput extends RedisInputStream {

    /** The answer of a read that was given up. */
    static final Object NOTHING = new Object();

    /** For a read that is never given up. */
    static final long FOREVER = 0;

    private static final int BUFFER_SIZE = 16 * 1024;

    private final Source source;

    private ReplyInput(Source source) {
        super(source, BUFFER_SIZE);
        this.source = source;
    }

    static ReplyInput of(Socket socket) throws IOException {
        Source source = new Source(socket);
        ReplyInput input = new ReplyInput(source);
        source.buffered = input;
        return input;
    }

    /**
     * Reads a reply.
     *
     * @param untilNanos when to give up, in terms of {@link System#nanoTime()}; a moment that has passed reads only what
     *     has been received already; {@link #FOREVER} never gives up
     * @param bytes how long the reply may be, about; of no importance for {@link #FOREVER}
     * @return the reply, or {@link #NOTHING} if it did not come in time or is longer
     */
    @Nullable Object read(long untilNanos, int bytes) {
        source.begin(count, untilNanos, bytes);
        try {
            return Replies.read(this);
        } catch (JedisConnectionException failed) {
            if (!(failed.getCause() instanceof SocketTimeoutException)) {
                throw failed;
            }
            source.rewind();
            return NOTHING;
        }
    }

    /** Returns whether anything has been received that was not read. */
    boolean hasReceived() {
        return count < limit || source.replay.length > 0;
    }

    /** Returns the next byte without consuming it. */
    byte nextByte() {
        peek((byte) 0);
        return buf[count];
    }

    /** The socket, behind what has to be read once more. */
    private static final class Source extends InputStream {

        private static final byte[] NONE = {};

        private final Socket socket;
        private final InputStream in;
        private @Nullable ReplyInput buffered;
        private int soTimeout;

        private long until;
        private int keptAtMost;
        /** Where the present reply starts in the buffer. */
        private int start;
        /** What the present reply had consumed before that. */
        private byte[] kept = NONE;
        /** To be read before the socket. */
        private byte[] replay = NONE;

        Source(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.soTimeout = socket.getSoTimeout();
        }

        void begin(int position, long untilNanos, int bytes) {
            start = position;
            until = untilNanos;
            keptAtMost = bytes;
            kept = NONE;
        }

        void rewind() {
            replay = joined(consumed(), replay);
            kept = NONE;
            start = 0;
            buffer().count = 0;
            buffer().limit = 0;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (until != FOREVER) {
                byte[] consumed = consumed();
                if (consumed.length > keptAtMost) {
                    throw new SocketTimeoutException("the reply is long");
                }
                if (replay.length == 0) {
                    limitWaiting();
                    int count = in.read(target, offset, length);
                    kept = consumed;
                    start = 0;
                    return count;
                }
                kept = consumed;
                start = 0;
            } else if (replay.length == 0) {
                setSoTimeout(0);
                return in.read(target, offset, length);
            }
            int count = Math.min(length, replay.length);
            System.arraycopy(replay, 0, target, offset, count);
            replay = count == replay.length ? NONE : Arrays.copyOfRange(replay, count, replay.length);
            return count;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("the buffer above asks for arrays");
        }

        /** For each read of the socket anew: bytes that come one by one do not prolong the whole. */
        private void limitWaiting() throws IOException {
            long left = until - System.nanoTime();
            if (left <= 0) {
                throw new SocketTimeoutException("the time is over");
            }
            setSoTimeout((int) Math.min(Integer.MAX_VALUE, (left + 999_999) / 1_000_000));
        }

        private void setSoTimeout(int millis) throws IOException {
            if (millis != soTimeout) {
                socket.setSoTimeout(millis);
                soTimeout = millis;
            }
        }

        private byte[] consumed() {
            ReplyInput buffer = buffer();
            return start >= buffer.limit ? kept : joined(kept, Arrays.copyOfRange(buffer.buf, start, buffer.limit));
        }

        private ReplyInput buffer() {
            ReplyInput buffer = buffered;
            if (buffer == null) {
                throw new IllegalStateException("read before it was built");
            }
            return buffer;
        }

        private static byte[] joined(byte[] first, byte[] second) {
            if (first.length == 0) {
                return second;
            }
            byte[] both = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            return both;
        }
    }
}
