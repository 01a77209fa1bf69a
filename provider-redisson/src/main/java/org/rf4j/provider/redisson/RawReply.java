package org.rf4j.provider.redisson;

import io.netty.buffer.ByteBuf;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisException;
import org.rf4j.spi.ServerError;

/**
 * One reply as plain values, read piece by piece: each {@link #read} takes one string, number or header, all of it or,
 * where the buffer of a replaying decoder ends, none of it. RESP2 and RESP3. Not thread-safe.
 */
final class RawReply {

    /** What a server announces is not trusted with memory. */
    private static final int MOST_RESERVED = 1 << 16;

    private static final int CRLF = '\r' << 8 | '\n';

    /** The prefix of a verbatim string, like {@code txt:}. */
    private static final int FORMAT = 4;

    /** A list under way, inside another or not. */
    private static final class Level {
        private final @Nullable Level outer;
        private final boolean attribute;
        private final List<@Nullable Object> elements;
        private long missing;

        Level(@Nullable Level outer, boolean attribute, long size) {
            this.outer = outer;
            this.attribute = attribute;
            this.elements = new ArrayList<>((int) Math.min(size, MOST_RESERVED));
            this.missing = size;
        }
    }

    private @Nullable Level level;
    private @Nullable Object value;
    private boolean push;
    private boolean complete;

    boolean isComplete() {
        return complete;
    }

    /** Returns whether this is no reply at all, but something that the server tells of its own accord. */
    boolean isPush() {
        return push;
    }

    @Nullable Object value() {
        return value;
    }

    void read(ByteBuf in) {
        byte marker = in.readByte();
        switch (marker) {
            case '+' -> add(line(in));
            case '-' -> add(new ServerError(text(line(in))));
            case ':' -> add(number(in));
            case '$' -> add(bulk(in, 0));
            case '=' -> add(bulk(in, FORMAT));
            case '!' -> {
                byte[] error = bulk(in, 0);
                add(error == null ? null : new ServerError(text(error)));
            }
            case '_' -> {
                end(in);
                add(null);
            }
            case '#' -> add(bool(text(line(in))));
            case ',' -> add(real(text(line(in))));
            case '(' -> add(new BigInteger(text(line(in))));
            case '*', '~' -> begin(number(in), 1, false);
            case '%' -> begin(number(in), 2, false);
            case '|' -> begin(number(in), 2, true);
            case '>' -> {
                push = level == null;
                begin(number(in), 1, false);
            }
            default ->
                throw new RedisException(String.format("a reply begins with byte 0x%02x, so this is not RESP", marker));
        }
    }

    private void begin(long size, int factor, boolean attribute) {
        if (size < 0) {
            add(null);
        } else {
            level = new Level(level, attribute, size * factor);
            endFull();
        }
    }

    private void add(@Nullable Object element) {
        Level current = level;
        if (current == null) {
            value = element;
            complete = true;
        } else {
            current.elements.add(element);
            current.missing--;
            endFull();
        }
    }

    private void endFull() {
        Level current = level;
        if (current != null && current.missing == 0) {
            level = current.outer;
            if (!current.attribute) {
                add(current.elements);
            }
        }
    }

    private static byte[] line(ByteBuf in) {
        byte[] bytes = new byte[in.bytesBefore((byte) '\r')];
        in.readBytes(bytes);
        end(in);
        return bytes;
    }

    private static byte @Nullable [] bulk(ByteBuf in, int prefix) {
        long length = number(in);
        if (length < 0) {
            return null;
        }
        if (length < prefix || length > Integer.MAX_VALUE - 8) {
            throw malformed("length");
        }
        // Before anything is reserved: asks for more if the last byte is not there.
        in.getByte(in.readerIndex() + (int) length + 1);
        byte[] bytes = new byte[(int) length - prefix];
        in.skipBytes(prefix);
        in.readBytes(bytes);
        end(in);
        return bytes;
    }

    private static long number(ByteBuf in) {
        int length = in.bytesBefore((byte) '\r');
        int begin = in.readerIndex();
        byte first = length == 0 ? 0 : in.getByte(begin);
        int digit = first == '-' || first == '+' ? 1 : 0;
        if (length == digit || length > 20) {
            throw malformed("number");
        }
        // Negative, since the smallest number has no positive counterpart.
        long negative = 0;
        for (; digit < length; digit++) {
            int next = in.getByte(begin + digit) - '0';
            if (next < 0 || next > 9) {
                throw malformed("number");
            }
            negative = negative * 10 - next;
        }
        in.skipBytes(length);
        end(in);
        return first == '-' ? negative : -negative;
    }

    private static void end(ByteBuf in) {
        if (in.readShort() != CRLF) {
            throw malformed("end");
        }
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "t" -> true;
            case "f" -> false;
            default -> throw malformed("boolean");
        };
    }

    private static double real(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static RedisException malformed(String what) {
        return new RedisException("the server sent a reply with a malformed " + what);
    }
}
