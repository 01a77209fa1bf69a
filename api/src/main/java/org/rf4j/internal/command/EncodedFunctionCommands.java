package org.rf4j.internal.command;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.command.AsyncFunctionCommands;
import org.rf4j.command.FlushMode;
import org.rf4j.command.FunctionLibrary;
import org.rf4j.command.FunctionStats;
import org.rf4j.command.RedisFuture;
import org.rf4j.command.Reply;
import org.rf4j.command.RestorePolicy;
import org.rf4j.internal.call.Calls;

/** The commands on functions. */
@SuppressWarnings("unchecked")
abstract class EncodedFunctionCommands<K, V> extends EncodedScriptCommands<K, V>
        implements AsyncFunctionCommands<K, V> {

    EncodedFunctionCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }

    @Override
    public final RedisFuture<Reply> fcall(String function, List<K> keys, V... args) {
        return start(code("FCALL", Objects.requireNonNull(function, "function"), keys, args), Reply::of);
    }

    @Override
    public final RedisFuture<Reply> fcallRo(String function, List<K> keys, V... args) {
        return start(code("FCALL_RO", Objects.requireNonNull(function, "function"), keys, args), Reply::of);
    }

    private Words<K, V> function(String subcommand, int arguments) {
        return cmd("FUNCTION", 1 + arguments).add(subcommand);
    }

    @Override
    public final RedisFuture<@Nullable Void> functionDelete(String library) {
        return start(function("DELETE", 1).add(Objects.requireNonNull(library, "library")), Decoders::ok);
    }

    @Override
    public final RedisFuture<byte[]> functionDump() {
        return start(function("DUMP", 0), Decoders::bytes);
    }

    @Override
    public final RedisFuture<@Nullable Void> functionFlush() {
        return start(function("FLUSH", 0), Decoders::ok);
    }

    @Override
    public final RedisFuture<@Nullable Void> functionFlush(FlushMode mode) {
        return start(function("FLUSH", 1).mode(mode), Decoders::ok);
    }

    @Override
    public final RedisFuture<@Nullable Void> functionKill(K key) {
        return start(function("KILL", 0).at(key), Decoders::ok);
    }

    @Override
    public final RedisFuture<List<FunctionLibrary>> functionList() {
        return start(function("LIST", 0), FunctionDecoders::libraries);
    }

    @Override
    public final RedisFuture<List<FunctionLibrary>> functionList(String pattern) {
        return start(named(pattern), FunctionDecoders::libraries);
    }

    private Words<K, V> named(String pattern) {
        return function("LIST", 3).add("LIBRARYNAME").add(Objects.requireNonNull(pattern, "pattern"));
    }

    @Override
    public final RedisFuture<List<FunctionLibrary>> functionListWithCode() {
        return start(function("LIST", 1).add("WITHCODE"), FunctionDecoders::libraries);
    }

    @Override
    public final RedisFuture<List<FunctionLibrary>> functionListWithCode(String pattern) {
        return start(named(pattern).add("WITHCODE"), FunctionDecoders::libraries);
    }

    @Override
    public final RedisFuture<String> functionLoad(String code) {
        return start(function("LOAD", 1).add(Objects.requireNonNull(code, "code")), Decoders::text);
    }

    @Override
    public final RedisFuture<String> functionLoadReplace(String code) {
        return start(function("LOAD", 2).add("REPLACE").add(Objects.requireNonNull(code, "code")), Decoders::text);
    }

    @Override
    public final RedisFuture<@Nullable Void> functionRestore(byte[] dump) {
        return start(function("RESTORE", 1).add(copy(dump)), Decoders::ok);
    }

    @Override
    public final RedisFuture<@Nullable Void> functionRestore(byte[] dump, RestorePolicy policy) {
        Objects.requireNonNull(policy, "policy");
        return start(function("RESTORE", 2).add(copy(dump)).add(policy.name()), Decoders::ok);
    }

    private static byte[] copy(byte[] dump) {
        return Objects.requireNonNull(dump, "dump").clone();
    }

    @Override
    public final RedisFuture<FunctionStats> functionStats(K key) {
        return start(function("STATS", 0).at(key), FunctionDecoders::stats);
    }
}
