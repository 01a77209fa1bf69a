package org.rf4j.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rf4j.internal.command.wire.Figures;

/**
 * Which pending entries {@code XPENDING} lists. Immutable.
 *
 * @since 0.1.0
 */
public final class XPendingArgs extends CommandArgs {

    private static final XPendingArgs NONE = new XPendingArgs(List.of(), null);

    private final @Nullable String consumer;

    private XPendingArgs(List<Option> options, @Nullable String consumer) {
        super(options);
        this.consumer = consumer;
    }

    /**
     * Returns options that list only entries delivered some time ago.
     *
     * @param least how long ago at least, not negative; rounded up to milliseconds
     * @return the options
     */
    public static XPendingArgs idle(Duration least) {
        return NONE.andIdle(least);
    }

    /**
     * Returns options that list only entries of one consumer.
     *
     * @param name its name
     * @return the options
     */
    public static XPendingArgs consumer(String name) {
        return NONE.andConsumer(name);
    }

    /**
     * Returns these options, and {@link #idle(Duration)}.
     *
     * @param least how long ago at least, not negative; rounded up to milliseconds
     * @return the new options
     */
    public XPendingArgs andIdle(Duration least) {
        long millis = Figures.notNegativeMillis(least, "least");
        return new XPendingArgs(with(Option.of("IDLE", "IDLE", "IDLE", Long.toString(millis))), consumer);
    }

    /**
     * Returns these options, and {@link #consumer(String)}.
     *
     * @param name its name
     * @return the new options
     */
    public XPendingArgs andConsumer(String name) {
        Objects.requireNonNull(name, "name");
        return new XPendingArgs(with(Option.of("CONSUMER", "CONSUMER")), name);
    }

    /**
     * Returns whose entries are listed.
     *
     * @return the name of the consumer; null for all
     */
    public @Nullable String consumer() {
        return consumer;
    }

    /** {@inheritDoc} The name of the consumer is the last; on the wire the range and the count stand before it. */
    @Override
    public List<String> words() {
        List<String> words = new ArrayList<>(super.words());
        if (consumer != null) {
            words.add(consumer);
        }
        return List.copyOf(words);
    }
}
