package org.rf4j.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Options of {@code XADD}. Immutable. Without an ID the server makes one from its clock.
 *
 * @since 0.1.0
 */
public final class XAddArgs extends CommandArgs {

    private static final XAddArgs NONE = new XAddArgs(List.of(), "*");

    private final String id;

    private XAddArgs(List<Option> options, String id) {
        super(options);
        this.id = id;
    }

    /**
     * Returns options that give the entry an ID. It has to be higher than all that the stream ever had.
     *
     * @param id the ID, not {@link StreamId#ZERO}
     * @return the options
     */
    public static XAddArgs id(StreamId id) {
        return NONE.andId(id);
    }

    /**
     * Returns options that give the entry a time. The server makes the rest of the ID: the next number within the
     * millisecond.
     *
     * @param millis the time in milliseconds since 1970, unsigned as in {@link StreamId}
     * @return the options
     */
    public static XAddArgs millis(long millis) {
        return NONE.andMillis(millis);
    }

    /**
     * Returns options that add nothing where the stream does not exist.
     *
     * @return the options
     */
    public static XAddArgs nomkstream() {
        return NONE.andNomkstream();
    }

    /**
     * Returns options that remove the oldest entries after the new one was added.
     *
     * @param trim which are to be removed
     * @return the options
     */
    public static XAddArgs trim(StreamTrim trim) {
        return NONE.andTrim(trim);
    }

    /**
     * Returns these options, and {@link #id(StreamId)}.
     *
     * @param id the ID, not {@link StreamId#ZERO}
     * @return the new options
     */
    public XAddArgs andId(StreamId id) {
        if (Objects.requireNonNull(id, "id").equals(StreamId.ZERO)) {
            throw new IllegalArgumentException("id is 0-0, which no entry can have; give a higher one");
        }
        return new XAddArgs(with(Option.of("ID", "id")), id.toString());
    }

    /**
     * Returns these options, and {@link #millis(long)}.
     *
     * @param millis the time in milliseconds since 1970, unsigned as in {@link StreamId}
     * @return the new options
     */
    public XAddArgs andMillis(long millis) {
        return new XAddArgs(with(Option.of("MILLIS", "id")), Long.toUnsignedString(millis) + "-*");
    }

    /**
     * Returns these options, and {@link #nomkstream()}.
     *
     * @return the new options
     */
    public XAddArgs andNomkstream() {
        return new XAddArgs(with(Option.flag("NOMKSTREAM")), id);
    }

    /**
     * Returns these options, and {@link #trim(StreamTrim)}.
     *
     * @param trim which are to be removed
     * @return the new options
     */
    public XAddArgs andTrim(StreamTrim trim) {
        List<String> words = Objects.requireNonNull(trim, "trim").words();
        return new XAddArgs(with(Option.of("TRIM", "trim", words.toArray(String[]::new))), id);
    }

    /** {@inheritDoc} The last word is the ID, {@code *} where the server makes it. */
    @Override
    public List<String> words() {
        List<String> words = new ArrayList<>(super.words());
        words.add(id);
        return List.copyOf(words);
    }
}
