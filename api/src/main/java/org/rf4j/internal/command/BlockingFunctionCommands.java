package org.rf4j.internal.command;

import java.util.List;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.FlushMode;
import org.rf4j.command.FunctionCommands;
import org.rf4j.command.FunctionLibrary;
import org.rf4j.command.FunctionStats;
import org.rf4j.command.Reply;
import org.rf4j.command.RestorePolicy;
import org.rf4j.internal.call.Calls;

/** The commands on functions, waited for. */
@SuppressWarnings("unchecked")
abstract class BlockingFunctionCommands<K, V> extends BlockingScriptCommands<K, V> implements FunctionCommands<K, V> {

    BlockingFunctionCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        super(async, calls);
    }

    @Override
    public final Reply fcall(String function, List<K> keys, V... args) {
        return calls.await(async.fcall(function, keys, args));
    }

    @Override
    public final Reply fcallRo(String function, List<K> keys, V... args) {
        return calls.await(async.fcallRo(function, keys, args));
    }

    @Override
    public final void functionDelete(String library) {
        calls.await(async.functionDelete(library));
    }

    @Override
    public final byte[] functionDump() {
        return calls.await(async.functionDump());
    }

    @Override
    public final void functionFlush() {
        calls.await(async.functionFlush());
    }

    @Override
    public final void functionFlush(FlushMode mode) {
        calls.await(async.functionFlush(mode));
    }

    @Override
    public final void functionKill(K key) {
        calls.await(async.functionKill(key));
    }

    @Override
    public final List<FunctionLibrary> functionList() {
        return calls.await(async.functionList());
    }

    @Override
    public final List<FunctionLibrary> functionList(String pattern) {
        return calls.await(async.functionList(pattern));
    }

    @Override
    public final List<FunctionLibrary> functionListWithCode() {
        return calls.await(async.functionListWithCode());
    }

    @Override
    public final List<FunctionLibrary> functionListWithCode(String pattern) {
        return calls.await(async.functionListWithCode(pattern));
    }

    @Override
    public final String functionLoad(String code) {
        return calls.await(async.functionLoad(code));
    }

    @Override
    public final String functionLoadReplace(String code) {
        return calls.await(async.functionLoadReplace(code));
    }

    @Override
    public final void functionRestore(byte[] dump) {
        calls.await(async.functionRestore(dump));
    }

    @Override
    public final void functionRestore(byte[] dump, RestorePolicy policy) {
        calls.await(async.functionRestore(dump, policy));
    }

    @Override
    public final FunctionStats functionStats(K key) {
        return calls.await(async.functionStats(key));
    }
}
