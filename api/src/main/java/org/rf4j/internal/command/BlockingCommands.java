package org.rf4j.internal.command;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.command.ElementScanArgs;
import org.rf4j.command.KeyValue;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.ScanArgs;
import org.rf4j.command.ScoredValue;
import org.rf4j.internal.call.Calls;

/** All typed commands, waited for. One class for each group, each an heir of the one before. */
public final class BlockingCommands<K, V> extends BlockingServerCommands<K, V> implements RedisCommands<K, V> {

    private final Codec<K> keys;
    private final Decoders<K, V> replies;

    /** Creates the commands over a way to send them. */
    public BlockingCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(new EncodedCommands<>(calls, keys, values), calls);
        this.keys = keys;
        this.replies = new Decoders<>(keys, values);
    }

    @Override
    public Stream<K> scan() {
        return new Scan<>(calls.walk(), "SCAN", null, List.of(), false, replies.keys).stream();
    }

    @Override
    public Stream<K> scan(ScanArgs args) {
        Objects.requireNonNull(args, "args");
        return new Scan<>(calls.walk(), "SCAN", null, args.words(), args.isRestarting(), replies.keys).stream();
    }

    @Override
    public Stream<KeyValue<K, V>> hscan(K key) {
        return elements("HSCAN", key, null, replies.keyValues);
    }

    @Override
    public Stream<KeyValue<K, V>> hscan(K key, ElementScanArgs args) {
        return elements("HSCAN", key, Objects.requireNonNull(args, "args"), replies.keyValues);
    }

    @Override
    public Stream<V> sscan(K key) {
        return elements("SSCAN", key, null, replies.values);
    }

    @Override
    public Stream<V> sscan(K key, ElementScanArgs args) {
        return elements("SSCAN", key, Objects.requireNonNull(args, "args"), replies.values);
    }

    @Override
    public Stream<ScoredValue<V>> zscan(K key) {
        return elements("ZSCAN", key, null, replies.scoredValues);
    }

    @Override
    public Stream<ScoredValue<V>> zscan(K key, ElementScanArgs args) {
        return elements("ZSCAN", key, Objects.requireNonNull(args, "args"), replies.scoredValues);
    }

    private <T> Stream<T> elements(String command, K key, @Nullable ElementScanArgs args, Reading<List<T>> reading) {
        byte[] encoded = keys.encode(Objects.requireNonNull(key, "key"));
        List<String> options = args == null ? List.of() : args.words();
        boolean restarting = args != null && args.isRestarting();
        return new Scan<>(calls.walk(encoded), command, encoded, options, restarting, reading).stream();
    }
}
