package org.rf4j.provider.lettuce;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.ServerError;

/**
 * Takes any reply as plain values: arrays, sets and maps as flat lists, errors as {@link ServerError} at any depth. For
 * one reply; not thread-safe.
 */
final class RawReply extends CommandOutput<byte[], byte[], @Nullable Object> {

    /** What a server announces is not trusted with memory. */
    private static final int MOST_RESERVED = 1 << 16;

    private static final byte[] QUEUED = "QUEUED".getBytes(StandardCharsets.US_ASCII);

    /** A list under way, inside another or not. */
    private record Level(@Nullable Level outer, int depth, List<@Nullable Object> elements) {}

    private @Nullable Level level;
    private boolean filled;
    private boolean begun;
    private boolean bulkError;

    RawReply() {
        super(ByteArrayCodec.INSTANCE, null);
    }

    /** Returns whether the first byte of the reply has been seen. */
    boolean isBegun() {
        return begun;
    }

    /** Tells the first byte of the reply. It matters for a bulk error, which Lettuce decodes like a bulk string. */
    void begin(byte marker) {
        begun = true;
        bulkError = marker == '!';
    }

    @Override
    public void set(@Nullable ByteBuffer bytes) {
        if (bytes == null) {
            add(null);
        } else {
            add(bulkError && level == null ? new ServerError(text(bytes)) : bytes(bytes));
        }
    }

    @Override
    public void set(long integer) {
        add(integer);
    }

    @Override
    public void set(double number) {
        add(number);
    }

    @Override
    public void set(boolean value) {
        add(value);
    }

    @Override
    public void setBigNumber(ByteBuffer digits) {
        add(new BigInteger(text(digits)));
    }

    @Override
    public void setError(@Nullable ByteBuffer error) {
        add(error == null ? null : new ServerError(text(error)));
    }

    /** Does nothing: Lettuce says so what it does to the command next, and that is what counts. */
    @Override
    public void setError(String message) {}

    @Override
    public void multi(int count) {
        if (count < 0) {
            add(null);
            return;
        }
        int depth = level == null ? 0 : level.depth + 1;
        level = new Level(level, depth, new ArrayList<>(Math.min(count, MOST_RESERVED)));
    }

    @Override
    public void complete(int depth) {
        Level current = level;
        if (current != null && current.depth == depth) {
            level = current.outer;
            add(current.elements);
        } else if (!filled) {
            // Lettuce keeps +QUEUED to itself.
            add(QUEUED.clone());
        }
        filled = false;
    }

    private void add(@Nullable Object value) {
        filled = true;
        if (level == null) {
            output = value;
        } else {
            level.elements.add(value);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static String text(ByteBuffer buffer) {
        return StandardCharsets.UTF_8.decode(buffer).toString();
    }

    /** Shows no content, which may be a secret. */
    @Override
    public String toString() {
        return "RawReply";
    }
}
