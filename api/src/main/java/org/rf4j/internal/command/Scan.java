package org.rf4j.internal.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.rf4j.internal.call.PrimaryWalk;
import org.rf4j.spi.RawCommand;

/** What a cursor goes over, a page at a time, as it is read. Never split: a cursor is one. */
final class Scan<T> implements Spliterator<T> {

    /** Each is a server that was lost or a slot that moved; more in one scan is no way to come to its end. */
    private static final int MOST_RESTARTS = 16;

    private static final byte[] BEGIN = {'0'};

    private final PrimaryWalk walk;
    private final String command;
    private final byte @Nullable [] key;
    private final List<String> options;
    private final boolean restarting;
    private final Reading<List<T>> elements;
    private byte[] cursor = BEGIN;
    private Iterator<T> page = Collections.emptyIterator();
    private int restarts;
    private boolean closed;

    /**
     * Begins a scan; nothing is asked yet.
     *
     * @param key whose elements are gone over; null for the keys themselves
     * @param options what is sent after the cursor
     * @param restarting whether it begins again where its cursor was lost
     */
    Scan(
            PrimaryWalk walk,
            String command,
            byte @Nullable [] key,
            List<String> options,
            boolean restarting,
            Reading<List<T>> elements) {
        this.walk = walk;
        this.command = command;
        this.key = key;
        this.options = options;
        this.restarting = restarting;
        this.elements = elements;
    }

    private record Page<T>(byte[] cursor, List<T> elements) {}

    Stream<T> stream() {
        return StreamSupport.stream(this, false).onClose(() -> closed = true);
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        while (!page.hasNext() && walk.isAtOne() && !closed) {
            page = nextPage().iterator();
        }
        if (closed || !page.hasNext()) {
            return false;
        }
        action.accept(page.next());
        return true;
    }

    private List<T> nextPage() {
        Page<T> next = walk.ask(Requests.of(question(), key), new NamedDecoder<>(command, this::read));
        if (walk.isElsewhere()) {
            if (!restarting || restarts == MOST_RESTARTS) {
                throw walk.lost(command);
            }
            restarts++;
            cursor = BEGIN;
            walk.again();
            return List.of();
        }
        cursor = next.cursor();
        if (cursor.length == 1 && cursor[0] == '0') {
            cursor = BEGIN;
            walk.next();
        }
        return next.elements();
    }

    private RawCommand question() {
        List<byte[]> words = new ArrayList<>();
        if (key != null) {
            words.add(key);
        }
        words.add(cursor);
        options.forEach(word -> words.add(Word.bytes(word)));
        return RawCommand.of(command, words.toArray(byte[][]::new));
    }

    private Page<T> read(@Nullable Object raw) {
        List<?> parts = Decoders.list(raw);
        if (parts.size() != 2) {
            throw new UnreadableReply("a cursor and elements", raw);
        }
        return new Page<>(Decoders.bytes(parts.get(0)), Objects.requireNonNull(elements.read(parts.get(1))));
    }

    @Override
    public @Nullable Spliterator<T> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return Long.MAX_VALUE;
    }

    @Override
    public int characteristics() {
        return ORDERED | NONNULL;
    }
}
