package org.rf4j.internal.command;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.command.AsyncScriptCommands;
import org.rf4j.command.FlushMode;
import org.rf4j.command.RedisFuture;
import org.rf4j.command.Reply;
import org.rf4j.command.Script;
import org.rf4j.internal.call.Calls;
import org.rf4j.internal.call.Request;
import org.rf4j.spi.RawCommand;

/** The commands on scripts. */
@SuppressWarnings("unchecked")
abstract class EncodedScriptCommands<K, V> extends EncodedStreamCommands<K, V> implements AsyncScriptCommands<K, V> {

    EncodedScriptCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }

    @Override
    public final RedisFuture<Reply> eval(Script script, List<K> keys, V... args) {
        Objects.requireNonNull(script, "script");
        Request bySha = code(script.isReadOnly() ? "EVALSHA_RO" : "EVALSHA", script.sha(), keys, args)
                .request();
        return start(bySha.orElse(() -> bySource(script, bySha)), Reply::of);
    }

    /** Returns the same call with the source instead of the hash. Made when it is needed: a source may be long. */
    private static Request bySource(Script script, Request bySha) {
        RawCommand known = bySha.command();
        byte[][] arguments = new byte[known.argumentCount()][];
        arguments[0] = Word.bytes(script.source());
        for (int i = 1; i < arguments.length; i++) {
            arguments[i] = known.argument(i);
        }
        return Requests.of(RawCommand.of(script.isReadOnly() ? "EVAL_RO" : "EVAL", arguments), bySha.key());
    }

    @Override
    public final RedisFuture<Reply> evalsha(String sha, List<K> keys, V... args) {
        return start(code("EVALSHA", Objects.requireNonNull(sha, "sha"), keys, args), Reply::of);
    }

    @Override
    public final RedisFuture<Reply> evalshaRo(String sha, List<K> keys, V... args) {
        return start(code("EVALSHA_RO", Objects.requireNonNull(sha, "sha"), keys, args), Reply::of);
    }

    /** Begins a call of what the user wrote, with its keys and its arguments. */
    final Words<K, V> code(String name, String what, List<K> keys, V[] args) {
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(args, "args");
        return cmd(name, 2 + keys.size() + args.length)
                .add(what)
                .add(keys.size())
                .keys(keys, "keys")
                .values(args, "args");
    }

    @Override
    public final RedisFuture<List<Boolean>> scriptExists(String... shas) {
        return start(cmd("SCRIPT", 1 + some(shas, "shas")).add("EXISTS").texts(shas, "shas"), Decoders::flags);
    }

    @Override
    public final RedisFuture<@Nullable Void> scriptFlush() {
        return start(cmd("SCRIPT", 1).add("FLUSH"), Decoders::ok);
    }

    @Override
    public final RedisFuture<@Nullable Void> scriptFlush(FlushMode mode) {
        return start(cmd("SCRIPT", 2).add("FLUSH").mode(mode), Decoders::ok);
    }

    @Override
    public final RedisFuture<@Nullable Void> scriptKill(K key) {
        return start(cmd("SCRIPT", 1).add("KILL").at(key), Decoders::ok);
    }

    @Override
    public final RedisFuture<String> scriptLoad(Script script) {
        Objects.requireNonNull(script, "script");
        return start(cmd("SCRIPT", 2).add("LOAD").add(script.source()), Decoders::text);
    }
}
