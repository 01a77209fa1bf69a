package org.rf4j;

import java.nio.charset.StandardCharsets;

/**
 * Turns keys or values into bytes and back. Implementations are thread-safe and do not block; what they throw ends the
 * call that they were used for.
 *
 * @param <T> the type on the Java side
 * @since 0.1.0
 */
public interface Codec<T> {

    /**
     * Returns the bytes that stand for a value.
     *
     * @param value the value, never null
     * @return its bytes; not changed afterwards by either side
     */
    byte[] encode(T value);

    /**
     * Returns the value that the bytes stand for.
     *
     * @param bytes the bytes as the server sent them
     * @return the value, never null
     */
    T decode(byte[] bytes);

    /**
     * Returns the codec for UTF-8 text, the default. Malformed input is replaced, as {@link String#String(byte[])} does.
     *
     * @return the codec
     */
    static Codec<String> utf8() {
        return Utf8.INSTANCE;
    }

    /**
     * Returns the codec that passes bytes through without a copy.
     *
     * @return the codec
     */
    static Codec<byte[]> bytes() {
        return Bytes.INSTANCE;
    }

    /**
     * Returns the codec for whole numbers in decimal, as {@code INCR} writes them.
     *
     * @return the codec
     */
    static Codec<Long> longs() {
        return Longs.INSTANCE;
    }

    /** UTF-8 text. */
    enum Utf8 implements Codec<String> {
        /** The one instance. */
        INSTANCE;

        @Override
        public byte[] encode(String value) {
            return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Bytes as they are. */
    enum Bytes implements Codec<byte[]> {
        /** The one instance. */
        INSTANCE;

        @Override
        public byte[] encode(byte[] value) {
            return value;
        }

        @Override
        public byte[] decode(byte[] bytes) {
            return bytes;
        }
    }

    /** Decimal numbers. */
    enum Longs implements Codec<Long> {
        /** The one instance. */
        INSTANCE;

        @Override
        public byte[] encode(Long value) {
            return Long.toString(value).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public Long decode(byte[] bytes) {
            return Long.valueOf(new String(bytes, StandardCharsets.US_ASCII));
        }
    }
}
