package org.rf4j.command;

import java.util.List;

/**
 * Blocking commands on functions, which the server keeps by their names, in libraries, and replicates; all of them need
 * Redis 7. See {@link RedisCommands} for what holds for all.
 *
 * <p>In a cluster each primary has libraries of its own: loading, deleting and restoring is done on every primary there
 * is, and what reads libraries asks one of them. A primary that is added later has to be given them. A function may have
 * written before it fails, and can fail with any code, so an error that it returns proves nothing: the outcome is
 * {@link org.rf4j.Outcome#UNKNOWN}.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 * @since 0.1.0
 */
@SuppressWarnings("unchecked") // nothing is ever stored in the arrays of K and V
public interface FunctionCommands<K, V> {

    /**
     * Runs a function. Same as {@code FCALL}.
     *
     * @param function its name
     * @param keys the keys that it works on; may be empty. In a cluster all in one slot; without keys it runs on some
     *     primary
     * @param args what else it is given; there may be none
     * @return what the function returned; an error inside a list is a reply like any other
     * @throws org.rf4j.RedisCommandException if there is no such function, if it returned an error, or failed
     */
    Reply fcall(String function, List<K> keys, V... args);

    /**
     * Runs a function that was registered with the flag {@code no-writes}. The call may be sent again when its answer was
     * lost (clause C6). Same as {@code FCALL_RO}.
     *
     * @param function its name
     * @param keys the keys that it works on; may be empty
     * @param args what else it is given; there may be none
     * @return what the function returned
     * @throws org.rf4j.RedisCommandException if the function may write; and as {@link #fcall} does
     */
    Reply fcallRo(String function, List<K> keys, V... args);

    /**
     * Deletes a library with all its functions. Same as {@code FUNCTION DELETE}.
     *
     * @param library its name
     * @throws org.rf4j.RedisCommandException if there is no such library
     */
    void functionDelete(String library);

    /**
     * Returns all libraries in a form that can be restored. Same as {@code FUNCTION DUMP}.
     *
     * @return the libraries, as {@link #functionRestore(byte[])} takes them
     */
    byte[] functionDump();

    /** Deletes all libraries. Same as {@code FUNCTION FLUSH}. */
    void functionFlush();

    /**
     * Deletes all libraries. Same as {@code FUNCTION FLUSH ASYNC} or {@code FUNCTION FLUSH SYNC}.
     *
     * @param mode when the memory is freed
     */
    void functionFlush(FlushMode mode);

    /**
     * Ends the function that another client is running on the server that has a key, unless it has written already. One
     * that this {@link org.rf4j.Redis} is running there is not reached, since the server reads nothing from a connection
     * whose function it runs. Same as {@code FUNCTION KILL}.
     *
     * @param key a key on the server that is meant; outside of a cluster any one
     * @throws org.rf4j.RedisCommandException with code {@code NOTBUSY} if no function is running, {@code UNKILLABLE} if
     *     it has written
     */
    void functionKill(K key);

    /**
     * Returns all libraries, without their code. Same as {@code FUNCTION LIST}.
     *
     * @return the libraries, in no order; empty if there are none
     */
    List<FunctionLibrary> functionList();

    /**
     * Returns some libraries, without their code. Same as {@code FUNCTION LIST LIBRARYNAME}.
     *
     * @param pattern a glob pattern for their names
     * @return the libraries, in no order; empty if there are none
     */
    List<FunctionLibrary> functionList(String pattern);

    /**
     * Returns all libraries with their code. Same as {@code FUNCTION LIST WITHCODE}.
     *
     * @return the libraries, in no order; empty if there are none
     */
    List<FunctionLibrary> functionListWithCode();

    /**
     * Returns some libraries with their code. Same as {@code FUNCTION LIST LIBRARYNAME … WITHCODE}.
     *
     * @param pattern a glob pattern for their names
     * @return the libraries, in no order; empty if there are none
     */
    List<FunctionLibrary> functionListWithCode(String pattern);

    /**
     * Adds a library. Same as {@code FUNCTION LOAD}.
     *
     * @param code its code, which begins with its engine and its name, like {@code #!lua name=mylib}; sent as UTF-8
     * @return its name
     * @throws org.rf4j.RedisCommandException if it is faulty, or a library or function of such a name is there already
     */
    String functionLoad(String code);

    /**
     * Adds a library, or replaces the one of the same name. Same as {@code FUNCTION LOAD REPLACE}.
     *
     * @param code its code, which begins with its engine and its name, like {@code #!lua name=mylib}; sent as UTF-8
     * @return its name
     * @throws org.rf4j.RedisCommandException if it is faulty, or another library has a function of such a name
     */
    String functionLoadReplace(String code);

    /**
     * Adds the libraries of a dump; all of them or, if one is there already, none. Same as {@code FUNCTION RESTORE}.
     *
     * @param dump what {@link #functionDump()} returned
     */
    void functionRestore(byte[] dump);

    /**
     * Adds the libraries of a dump, all of them or none. Same as {@code FUNCTION RESTORE} with a policy.
     *
     * @param dump what {@link #functionDump()} returned
     * @param policy what becomes of the libraries that are there already
     */
    void functionRestore(byte[] dump, RestorePolicy policy);

    /**
     * Returns what is running on the server that has a key, and how many functions it has. What this
     * {@link org.rf4j.Redis} is running there is not seen, since the answer comes after it. Same as
     * {@code FUNCTION STATS}.
     *
     * @param key a key on the server that is meant; outside of a cluster any one
     * @return what the server says
     */
    FunctionStats functionStats(K key);
}
