package org.rf4j.tck.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads RESP2 replies from a stream, and refuses anything longer or deeper than a sane reply. */
final class RespReader {

    private static final int MAX_LINE = 64 * 1024;
    private static final int MAX_BULK = 64 * 1024 * 1024;
    private static final int MAX_ELEMENTS = 1_000_000;
    private static final int MAX_DEPTH = 32;

    private final InputStream in;

    RespReader(InputStream in) {
        this.in = in;
    }

    /** Reads one reply; an error reply is returned as a {@link RespErrorException}, at any depth. */
    @Nullable Object read() throws IOException {
        return read(0);
    }

    private @Nullable Object read(int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new StreamCorruptedException("a reply nested deeper than " + MAX_DEPTH);
        }
        int type = next();
        String line = line();
        return switch (type) {
            case '+' -> line;
            case '-' -> new RespErrorException(line);
            case ':' -> Long.valueOf(number(line));
            case '$' -> line.equals("-1") ? null : bulk(bounded(number(line), MAX_BULK));
            case '*' -> line.equals("-1") ? null : array(bounded(number(line), MAX_ELEMENTS), depth);
            default -> throw new StreamCorruptedException("not a RESP2 reply: it begins with byte " + type);
        };
    }

    private List<@Nullable Object> array(int size, int depth) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>(Math.min(size, 1024));
        for (int i = 0; i < size; i++) {
            elements.add(read(depth + 1));
        }
        return elements;
    }

    private String bulk(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the server closed the connection in the middle of a reply");
        }
        if (next() != '\r' || next() != '\n') {
            throw new StreamCorruptedException("a bulk string without its line end");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int c;
        while ((c = next()) != '\r') {
            if (line.length() == MAX_LINE) {
                throw new StreamCorruptedException("a line longer than " + MAX_LINE);
            }
            line.append((char) c);
        }
        if (next() != '\n') {
            throw new StreamCorruptedException("a carriage return without a line feed");
        }
        return line.toString();
    }

    private int next() throws IOException {
        int c = in.read();
        if (c < 0) {
            throw new EOFException("the server closed the connection");
        }
        return c;
    }

    private static int bounded(long value, int max) throws IOException {
        if (value < 0 || value > max) {
            throw new StreamCorruptedException("a length of " + value);
        }
        return (int) value;
    }

    private static long number(String line) throws IOException {
        try {
            return Long.parseLong(line);
        } catch (NumberFormatException e) {
            throw new StreamCorruptedException("not a number: " + line);
        }
    }
}
