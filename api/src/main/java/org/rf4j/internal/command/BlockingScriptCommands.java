package org.rf4j.internal.command;

import java.util.List;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.FlushMode;
import org.rf4j.command.Reply;
import org.rf4j.command.Script;
import org.rf4j.command.ScriptCommands;
import org.rf4j.internal.call.Calls;

/** The commands on scripts, waited for. */
@SuppressWarnings("unchecked")
abstract class BlockingScriptCommands<K, V> extends BlockingStreamCommands<K, V> implements ScriptCommands<K, V> {

    BlockingScriptCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        super(async, calls);
    }

    @Override
    public final Reply eval(Script script, List<K> keys, V... args) {
        return calls.await(async.eval(script, keys, args));
    }

    @Override
    public final Reply evalsha(String sha, List<K> keys, V... args) {
        return calls.await(async.evalsha(sha, keys, args));
    }

    @Override
    public final Reply evalshaRo(String sha, List<K> keys, V... args) {
        return calls.await(async.evalshaRo(sha, keys, args));
    }

    @Override
    public final List<Boolean> scriptExists(String... shas) {
        return calls.await(async.scriptExists(shas));
    }

    @Override
    public final void scriptFlush() {
        calls.await(async.scriptFlush());
    }

    @Override
    public final void scriptFlush(FlushMode mode) {
        calls.await(async.scriptFlush(mode));
    }

    @Override
    public final void scriptKill(K key) {
        calls.await(async.scriptKill(key));
    }

    @Override
    public final String scriptLoad(Script script) {
        return calls.await(async.scriptLoad(script));
    }
}
