package org.rf4j.command;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rf4j.internal.command.wire.Figures;
import org.rf4j.spi.ServerError;

/**
 * What a server answered to a {@link Command}. Read it as what it is expected to be: the methods take the shapes of RESP2
 * and of RESP3 alike, and throw {@link IllegalStateException}, naming what it is instead, where it cannot be read so.
 * Immutable. Errors as the whole answer are thrown as {@link org.rf4j.RedisCommandException}; one inside a list is a
 * reply like any other, for which {@link #isError()} is true.
 *
 * @since 0.1.0
 */
public final class Reply {

    private static final int SHOWN_CHARACTERS = 64;
    private static final int SHOWN_ELEMENTS = 8;
    private static final int SHOWN_DEPTH = 3;

    private final @Nullable Object raw;

    private Reply(@Nullable Object raw) {
        this.raw = raw;
    }

    /**
     * Returns a view of a raw reply.
     *
     * @param raw a value as {@link org.rf4j.spi.ReplySink#reply} describes it; not changed afterwards
     * @return the view
     */
    public static Reply of(@Nullable Object raw) {
        return new Reply(raw);
    }

    /**
     * Returns whether there is nothing: a missing key or element.
     *
     * @return true for null
     */
    public boolean isNull() {
        return raw == null;
    }

    /**
     * Returns whether this is a list, which {@link #asList()} can read; sets and maps are lists too.
     *
     * @return true for a list
     */
    public boolean isList() {
        return raw instanceof List<?>;
    }

    /**
     * Returns whether this is an error.
     *
     * @return true for an error
     */
    public boolean isError() {
        return raw instanceof ServerError;
    }

    /**
     * Returns the first word of an error.
     *
     * @return the code, like {@code WRONGTYPE}
     * @throws IllegalStateException if this is no error
     */
    public String errorCode() {
        return error().code();
    }

    /**
     * Returns the text of an error.
     *
     * @return the text, with the code
     * @throws IllegalStateException if this is no error
     */
    public String errorMessage() {
        return error().text();
    }

    private ServerError error() {
        if (raw instanceof ServerError error) {
            return error;
        }
        throw notA("an error");
    }

    /**
     * Returns text. Numbers and booleans are written as RESP2 sends them.
     *
     * @return the text, read as UTF-8
     * @throws IllegalStateException if this is null, a list or an error
     */
    public String asString() {
        if (raw instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (raw instanceof Double number) {
            return Double.isNaN(number) ? "nan" : Figures.text(number);
        }
        if (raw instanceof Boolean flag) {
            return flag ? "1" : "0";
        }
        if (raw instanceof Long || raw instanceof BigInteger) {
            return raw.toString();
        }
        throw notA("text");
    }

    /**
     * Returns bytes. Numbers and booleans are written as RESP2 sends them.
     *
     * @return the bytes, a copy
     * @throws IllegalStateException if this is null, a list or an error
     */
    public byte[] asBytes() {
        return raw instanceof byte[] bytes ? bytes.clone() : asString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns a whole number, also if it came as text, as a floating-point number or as a boolean.
     *
     * @return the number
     * @throws IllegalStateException if this is none, or too large
     */
    public long asLong() {
        if (raw instanceof Long number) {
            return number;
        }
        if (raw instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (raw instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1L << 53) {
            return number.longValue();
        }
        if (raw instanceof BigInteger number && number.bitLength() < Long.SIZE) {
            return number.longValue();
        }
        if (raw instanceof byte[] text) {
            try {
                return Figures.parseLong(text);
            } catch (NumberFormatException notANumber) {
                throw notA("a whole number");
            }
        }
        throw notA("a whole number");
    }

    /**
     * Returns a number, also if it came as text.
     *
     * @return the number
     * @throws IllegalStateException if this is none
     */
    public double asDouble() {
        if (raw instanceof Number number) {
            return number.doubleValue();
        }
        if (raw instanceof byte[] text) {
            try {
                return Figures.parseDouble(text);
            } catch (NumberFormatException notANumber) {
                throw notA("a number");
            }
        }
        throw notA("a number");
    }

    /**
     * Returns a yes or no: a boolean, or the numbers 1 and 0, also as text.
     *
     * @return true for yes
     * @throws IllegalStateException if this is neither
     */
    public boolean asBoolean() {
        if (raw instanceof Boolean flag) {
            return flag;
        }
        if (raw instanceof Long || raw instanceof byte[]) {
            String text = raw instanceof byte[] bytes && bytes.length > 1 ? "" : asString();
            if (text.equals("1") || text.equals("0")) {
                return text.equals("1");
            }
        }
        throw notA("a yes or no");
    }

    /**
     * Returns the elements of a list. Those of a map are its keys and values in turn.
     *
     * @return the elements, not modifiable
     * @throws IllegalStateException if this is no list
     */
    public List<Reply> asList() {
        if (!(raw instanceof List<?> elements)) {
            throw notA("a list");
        }
        List<Reply> replies = new ArrayList<>(elements.size());
        for (Object element : elements) {
            replies.add(new Reply(element));
        }
        return Collections.unmodifiableList(replies);
    }

    /**
     * Returns a map. It may have come as a list of keys and values in turn, or as a list of pairs.
     *
     * @return the values by their keys, which are read as {@link #asString()} does; in the order of the answer, not
     *     modifiable
     * @throws IllegalStateException if this cannot be read so
     */
    public Map<String, Reply> asMap() {
        List<Reply> elements = asList();
        Map<String, Reply> map = new LinkedHashMap<>();
        if (!elements.isEmpty() && elements.stream().allMatch(Reply::isPair)) {
            for (Reply element : elements) {
                List<Reply> pair = element.asList();
                map.put(pair.get(0).asString(), pair.get(1));
            }
            return Collections.unmodifiableMap(map);
        }
        if (elements.size() % 2 != 0) {
            throw notA("a map");
        }
        for (int i = 0; i < elements.size(); i += 2) {
            map.put(elements.get(i).asString(), elements.get(i + 1));
        }
        return Collections.unmodifiableMap(map);
    }

    private boolean isPair() {
        return raw instanceof List<?> list && list.size() == 2;
    }

    private IllegalStateException notA(String wanted) {
        return new IllegalStateException("the reply is not " + wanted + " but " + kind());
    }

    private String kind() {
        if (raw == null) {
            return "null";
        }
        if (raw instanceof byte[] bytes) {
            return "text of " + bytes.length + " bytes";
        }
        if (raw instanceof List<?> list) {
            return "a list of " + list.size();
        }
        if (raw instanceof ServerError error) {
            return "the error " + error.code();
        }
        if (raw instanceof Boolean) {
            return "a boolean";
        }
        return raw instanceof Double ? "a floating-point number" : "a whole number";
    }

    /** Returns whether both are of the same shape and value; the number 1 and the text "1" are not. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Reply reply && same(raw, reply.raw);
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof byte[] bytes && other instanceof byte[] others) {
            return Arrays.equals(bytes, others);
        }
        if (one instanceof List<?> list && other instanceof List<?> others) {
            if (list.size() != others.size()) {
                return false;
            }
            for (int i = 0; i < list.size(); i++) {
                if (!same(list.get(i), others.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return Objects.equals(one, other);
    }

    @Override
    public int hashCode() {
        return hash(raw);
    }

    private static int hash(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return Arrays.hashCode(bytes);
        }
        if (value instanceof List<?> list) {
            int hash = 1;
            for (Object element : list) {
                hash = 31 * hash + hash(element);
            }
            return hash;
        }
        return Objects.hashCode(value);
    }

    /** Returns the beginning of the reply, at most a few elements and characters of it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Reply[");
        show(raw, SHOWN_DEPTH, text);
        return text.append(']').toString();
    }

    private static void show(@Nullable Object value, int depth, StringBuilder text) {
        if (value instanceof byte[] bytes) {
            text.append('"');
            int shown = Math.min(bytes.length, SHOWN_CHARACTERS);
            for (int i = 0; i < shown; i++) {
                int unsigned = bytes[i] & 0xff;
                if (unsigned < ' ' || unsigned > '~' || unsigned == '"' || unsigned == '\\') {
                    text.append(String.format("\\x%02x", unsigned));
                } else {
                    text.append((char) unsigned);
                }
            }
            text.append(shown < bytes.length ? "\"… (" + bytes.length + " bytes)" : "\"");
        } else if (value instanceof List<?> list) {
            showList(list, depth, text);
        } else if (value instanceof ServerError error) {
            String message = error.text();
            text.append("error ").append(message, 0, Math.min(message.length(), SHOWN_CHARACTERS));
        } else {
            String plain = String.valueOf(value);
            text.append(plain, 0, Math.min(plain.length(), SHOWN_CHARACTERS));
        }
    }

    private static void showList(List<?> list, int depth, StringBuilder text) {
        if (depth == 0 && !list.isEmpty()) {
            text.append("[… (").append(list.size()).append(" elements)]");
            return;
        }
        text.append('[');
        int shown = Math.min(list.size(), SHOWN_ELEMENTS);
        for (int i = 0; i < shown; i++) {
            text.append(i == 0 ? "" : ", ");
            show(list.get(i), depth - 1, text);
        }
        text.append(shown < list.size() ? ", … (" + list.size() + " elements)]" : "]");
    }
}
