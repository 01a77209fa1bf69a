package org.rf4j.internal.command;

import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.rf4j.Codec;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.ScanArgs;
import org.rf4j.internal.call.Calls;

/** All typed commands, waited for. One class for each group, each an heir of the one before. */
public final class BlockingCommands<K, V> extends BlockingServerCommands<K, V> implements RedisCommands<K, V> {

    private final Decoders<K, V> replies;

    /** Creates the commands over a way to send them. */
    public BlockingCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(new EncodedCommands<>(calls, keys, values), calls);
        this.replies = new Decoders<>(keys, values);
    }

    @Override
    public Stream<K> scan() {
        return scan(List.of());
    }

    @Override
    public Stream<K> scan(ScanArgs args) {
        return scan(Objects.requireNonNull(args, "args").words());
    }

    private Stream<K> scan(List<String> options) {
        KeyScan<K> pages = new KeyScan<>(calls.walk(), options, replies.keys);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(pages, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .flatMap(List::stream);
    }
}
