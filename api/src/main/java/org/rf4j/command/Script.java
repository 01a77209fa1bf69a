package org.rf4j.command;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A script for the server, in Lua. Made once and kept, say in a constant: its hash, by which servers know it, is computed
 * when it is made.
 *
 * <pre>{@code
 * static final Script TAKE = Script.of("""
 *         local left = tonumber(redis.call('GET', KEYS[1]) or '0') - tonumber(ARGV[1])
 *         if left < 0 then return -1 end
 *         redis.call('SET', KEYS[1], left)
 *         return left
 *         """);
 * ...
 * long left = redis.sync().eval(TAKE, List.of("stock"), "3").asLong();
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @see ScriptCommands#eval
 * @since 0.1.0
 */
public final class Script {

    private final String source;
    private final String sha;
    private final boolean readOnly;

    private Script(String source, String sha, boolean readOnly) {
        this.source = source;
        this.sha = sha;
        this.readOnly = readOnly;
    }

    /**
     * Returns a script that may write.
     *
     * @param source what it does, sent as UTF-8
     * @return the script
     */
    public static Script of(String source) {
        return new Script(source, hash(Objects.requireNonNull(source, "source")), false);
    }

    private static String hash(String source) {
        try {
            // Redis names scripts by their SHA-1; nothing secret depends on it.
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(digest.digest(source.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java has no SHA-1, which every Java must have", impossible);
        }
    }

    /**
     * Returns this script declared to write nothing. It is run by {@code EVALSHA_RO} and {@code EVAL_RO}, where the server
     * refuses every writing command, and may be sent again when its answer was lost (clause C6). Needs Redis 7.
     *
     * @return the script that only reads
     */
    public Script readOnly() {
        return readOnly ? this : new Script(source, sha, true);
    }

    /**
     * Returns what the script does.
     *
     * @return the text that was given
     */
    public String source() {
        return source;
    }

    /**
     * Returns the name by which servers know the script.
     *
     * @return the SHA-1 of its source, 40 hexadecimal digits in lowercase
     */
    public String sha() {
        return sha;
    }

    /**
     * Returns whether the script was declared to write nothing.
     *
     * @return true after {@link #readOnly()}
     */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** Returns whether the other is a script of the same source, declared alike. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Script script && script.readOnly == readOnly && script.source.equals(source));
    }

    @Override
    public int hashCode() {
        return sha.hashCode();
    }

    /** Returns the hash; a source may be long. */
    @Override
    public String toString() {
        return "Script[" + sha + (readOnly ? ", read-only]" : "]");
    }
}
