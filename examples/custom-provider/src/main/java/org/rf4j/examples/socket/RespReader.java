package org.rf4j.examples.socket;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.ServerError;

/** Reads RESP2 replies as the plain values that {@link org.rf4j.spi.ReplySink} wants. */
final class RespReader {

    // Limits beyond anything that Redis sends: past them it is another protocol, or a stream out of step.
    private static final int MAX_LINE = 1024 * 1024;
    private static final int MAX_BULK = 512 * 1024 * 1024;
    private static final int MAX_DEPTH = 128;

    private final InputStream in;

    RespReader(InputStream in) {
        this.in = new BufferedInputStream(in, 16 * 1024);
    }

    /** Waits for a reply and returns it. */
    @Nullable Object read() throws IOException {
        return read(0);
    }

    private @Nullable Object read(int depth) throws IOException {
        int type = next();
        switch (type) {
            case '+':
                return line();
            case '-':
                return new ServerError(new String(line(), StandardCharsets.UTF_8));
            case ':':
                return number();
            case '$':
                int length = length(MAX_BULK);
                return length < 0 ? null : bulk(length);
            case '*':
                int size = length(Integer.MAX_VALUE);
                return size < 0 ? null : array(size, depth + 1);
            default:
                throw new StreamCorruptedException(
                        String.format("a reply begins with byte 0x%02x, so this is not RESP2", type));
        }
    }

    private List<@Nullable Object> array(int size, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new StreamCorruptedException("a reply is nested deeper than " + MAX_DEPTH + " arrays");
        }
        // The size is only a claim until the elements have come.
        List<@Nullable Object> elements = new ArrayList<>(Math.min(size, 1024));
        for (int i = 0; i < size; i++) {
            elements.add(read(depth));
        }
        return elements;
    }

    private byte[] bulk(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw endOfStream();
        }
        if (next() != '\r' || next() != '\n') {
            throw new StreamCorruptedException("a bulk string in a reply is longer than it says");
        }
        return bytes;
    }

    private int length(int limit) throws IOException {
        long length = number();
        if (length < -1 || length > limit) {
            throw new StreamCorruptedException("a reply says that its length is " + length);
        }
        return (int) length;
    }

    private long number() throws IOException {
        String digits = new String(line(), StandardCharsets.US_ASCII);
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException notANumber) {
            StreamCorruptedException corrupted = new StreamCorruptedException("a number in a reply is malformed");
            corrupted.initCause(notANumber);
            throw corrupted;
        }
    }

    private byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(32);
        for (int c = next(); c != '\r'; c = next()) {
            if (line.size() == MAX_LINE) {
                throw new StreamCorruptedException("a line of a reply is longer than " + MAX_LINE + " bytes");
            }
            line.write(c);
        }
        if (next() != '\n') {
            throw new StreamCorruptedException("a line of a reply ends without a line feed");
        }
        return line.toByteArray();
    }

    private int next() throws IOException {
        int c = in.read();
        if (c < 0) {
            throw endOfStream();
        }
        return c;
    }

    private static EOFException endOfStream() {
        return new EOFException("the server closed the connection");
    }
}
