package org.rf4j.internal.command;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rf4j.internal.call.PrimaryWalk;
import org.rf4j.spi.RawCommand;

/** The pages of a {@code SCAN} over every primary. */
final class KeyScan<K> implements Iterator<List<K>> {

    private static final byte[] BEGIN = {'0'};

    private final PrimaryWalk walk;
    private final List<String> options;
    private final Reading<List<K>> keys;
    private byte[] cursor = BEGIN;

    KeyScan(PrimaryWalk walk, List<String> options, Reading<List<K>> keys) {
        this.walk = walk;
        this.options = options;
        this.keys = keys;
    }

    private record Page<K>(byte[] cursor, List<K> keys) {}

    @Override
    public boolean hasNext() {
        return walk.isAtOne();
    }

    @Override
    public List<K> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("every primary has been scanned");
        }
        byte[][] arguments = new byte[options.size() + 1][];
        arguments[0] = cursor;
        for (int i = 0; i < options.size(); i++) {
            arguments[i + 1] = options.get(i).getBytes(StandardCharsets.UTF_8);
        }
        Page<K> page =
                walk.ask(Requests.of(RawCommand.of("SCAN", arguments), null), new NamedDecoder<>("SCAN", this::page));
        cursor = page.cursor();
        if (page.cursor().length == 1 && page.cursor()[0] == '0') {
            walk.next();
            cursor = BEGIN;
        }
        return page.keys();
    }

    private Page<K> page(@Nullable Object raw) {
        if (raw instanceof List<?> parts && parts.size() == 2) {
            return new Page<>(Decoders.bytes(parts.get(0)), Objects.requireNonNull(keys.read(parts.get(1))));
        }
        throw new UnreadableReply("a cursor and keys", raw);
    }
}
