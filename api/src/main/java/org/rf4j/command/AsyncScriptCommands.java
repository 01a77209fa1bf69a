package org.rf4j.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous commands on scripts; those of {@link ScriptCommands} without the wait. See
 * {@link AsyncRedisCommands} for what holds for all.
 *
 * <p>A script may have written before it fails, and can fail with any code, so an error that it returns proves nothing:
 * the outcome is {@link org.rf4j.Outcome#UNKNOWN}.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 * @since 0.1.0
 */
@SuppressWarnings("unchecked") // nothing is ever stored in the arrays of K and V
public interface AsyncScriptCommands<K, V> {

    /**
     * Runs a script. Its hash is sent; where the server answers that it does not know the script, as after a restart or a
     * failover, the source is sent, within the same call and its deadline. In a batch, a script that is sent a second time
     * so runs after the commands that follow it in the batch. In a transaction, and by the reading commands of one that
     * watches, the source is sent at once. Same as {@code EVALSHA} and {@code EVAL}; for a script that only reads,
     * {@code EVALSHA_RO} and {@code EVAL_RO}.
     *
     * <p>A server says {@code NOSCRIPT No matching script} of a script that it does not know, and nothing has run then. A
     * script must not return an error of its own that begins so, or it may run twice.
     *
     * @param script the script
     * @param keys the keys that it works on, {@code KEYS} in the script; may be empty. In a cluster all in one slot; a
     *     script without keys runs on some primary
     * @param args what else it is given, {@code ARGV} in the script; there may be none
     * @return what the script returned; an error inside a list is a reply like any other
     */
    RedisFuture<Reply> eval(Script script, List<K> keys, V... args);

    /**
     * Runs a script by its hash, where its source is not at hand. Same as {@code EVALSHA}.
     *
     * @param sha the SHA-1 of the script, as {@link #scriptLoad} returns it
     * @param keys the keys that it works on; may be empty
     * @param args what else it is given; there may be none
     * @return what the script returned
     */
    RedisFuture<Reply> evalsha(String sha, List<K> keys, V... args);

    /**
     * Runs a script that only reads by its hash. The server refuses every writing command in it, and the call may be sent
     * again when its answer was lost (clause C6). Same as {@code EVALSHA_RO}; needs Redis 7.
     *
     * @param sha the SHA-1 of the script, as {@link #scriptLoad} returns it
     * @param keys the keys that it works on; may be empty
     * @param args what else it is given; there may be none
     * @return what the script returned
     */
    RedisFuture<Reply> evalshaRo(String sha, List<K> keys, V... args);

    /**
     * Returns whether servers know scripts. Same as {@code SCRIPT EXISTS}.
     *
     * @param shas the hashes of the scripts, at least one
     * @return for each hash, in order, whether its script is known; in a cluster, whether every primary knows it
     */
    RedisFuture<List<Boolean>> scriptExists(String... shas);

    /** Makes servers forget all scripts, in a cluster every primary. Same as {@code SCRIPT FLUSH}. */
    RedisFuture<@Nullable Void> scriptFlush();

    /**
     * Makes servers forget all scripts, in a cluster every primary. Same as {@code SCRIPT FLUSH ASYNC} or
     * {@code SCRIPT FLUSH SYNC}.
     *
     * @param mode when the memory is freed
     */
    RedisFuture<@Nullable Void> scriptFlush(FlushMode mode);

    /**
     * Ends the script that another client is running on the server that has a key, unless it has written already. One
     * that this {@link org.rf4j.Redis} is running there is not reached, since the server reads nothing from a connection
     * whose script it runs. Same as {@code SCRIPT KILL}.
     *
     * @param key a key on the server that is meant; outside of a cluster any one
     */
    RedisFuture<@Nullable Void> scriptKill(K key);

    /**
     * Makes servers know a script without running it, in a cluster every primary. A restarted server and one that takes
     * over do not know it. Not needed before {@link #eval}. Same as {@code SCRIPT LOAD}.
     *
     * @param script the script
     * @return its hash, the same as {@link Script#sha()}
     */
    RedisFuture<String> scriptLoad(Script script);
}
