package org.rf4j.command;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rf4j.internal.command.wire.Figures;
import org.rf4j.spi.RawCommand;

/**
 * A command of any name, for what has no typed method: commands of modules, of newer servers, of administration.
 *
 * <pre>{@code
 * Reply reply = redis.execute(Command.of("OBJECT").arg("ENCODING").key("greeting").readOnly());
 * }</pre>
 *
 * <p>Immutable and thread-safe: each method returns a new command, and the old one can be used on. Text is sent as
 * UTF-8. The first {@link #key(String) key} says which server of a cluster the command goes to. Commands that would change the state of the
 * connection, which all callers share, are refused with {@link IllegalArgumentException}; the message names what to use
 * instead.
 *
 * @since 0.1.0
 */
public final class Command {

    private static final Set<String> BLOCKING =
            Set.of("BLPOP", "BRPOP", "BRPOPLPUSH", "BLMOVE", "BLMPOP", "BZPOPMIN", "BZPOPMAX", "BZMPOP");
    private static final Set<String> BLOCKING_ON_REQUEST = Set.of("XREAD", "XREADGROUP");

    private final String name;
    private final @Nullable Argument last;
    private final byte @Nullable [] firstKey;
    private final boolean readOnly;
    private final boolean blocking;

    private Command(
            String name, @Nullable Argument last, byte @Nullable [] firstKey, boolean readOnly, boolean blocking) {
        this.name = name;
        this.last = last;
        this.firstKey = firstKey;
        this.readOnly = readOnly;
        this.blocking = blocking;
    }

    /**
     * Returns a command without arguments.
     *
     * @param name its name, in any case; a subcommand is its first argument
     * @return the command
     * @throws IllegalArgumentException if the name is malformed, or names a command that changes the connection
     */
    public static Command of(String name) {
        Objects.requireNonNull(name, "name");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the name of the command is empty; give one, like 'GET'");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == ' ') {
                throw new IllegalArgumentException(
                        "the name of the command has a space; give the words after the first with arg(…)");
            }
            if (c < '!' || c > '~') {
                throw new IllegalArgumentException("the name of the command has a character that no command has: U+"
                        + String.format("%04X", (int) c));
            }
        }
        String upper = name.toUpperCase(Locale.ROOT);
        RefusedCommands.check(upper);
        return new Command(upper, null, null, false, BLOCKING.contains(upper));
    }

    /**
     * Returns this command with one more argument.
     *
     * @param text the argument, sent as UTF-8
     * @return the new command
     * @throws IllegalArgumentException if it is a subcommand that changes the connection
     */
    public Command arg(String text) {
        return plus(Objects.requireNonNull(text, "text").getBytes(StandardCharsets.UTF_8), false);
    }

    /**
     * Returns this command with one more argument.
     *
     * @param number the argument, sent in decimal
     * @return the new command
     */
    public Command arg(long number) {
        return plus(Figures.bytes(number), false);
    }

    /**
     * Returns this command with one more argument.
     *
     * @param number the argument, sent so that the server reads the same number; may be infinite, but not NaN
     * @return the new command
     */
    public Command arg(double number) {
        return plus(Figures.bytes(number), false);
    }

    /**
     * Returns this command with one more argument.
     *
     * @param bytes the argument, copied
     * @return the new command
     * @throws IllegalArgumentException if it is a subcommand that changes the connection
     */
    public Command arg(byte[] bytes) {
        return plus(Objects.requireNonNull(bytes, "bytes").clone(), false);
    }

    /**
     * Returns this command with more arguments.
     *
     * @param texts the arguments, sent as UTF-8; there may be none
     * @return the new command
     * @throws IllegalArgumentException if the first is a subcommand that changes the connection
     */
    public Command args(String... texts) {
        Command command = this;
        for (String text : texts) {
            command = command.arg(text);
        }
        return command;
    }

    /**
     * Returns this command with one more argument, which is a key.
     *
     * @param key the key, sent as UTF-8
     * @return the new command
     */
    public Command key(String key) {
        return plus(Objects.requireNonNull(key, "key").getBytes(StandardCharsets.UTF_8), true);
    }

    /**
     * Returns this command with one more argument, which is a key.
     *
     * @param key the key, copied
     * @return the new command
     */
    public Command key(byte[] key) {
        return plus(Objects.requireNonNull(key, "key").clone(), true);
    }

    /**
     * Returns this command declared to change nothing, so that it may be sent again when the outcome of an attempt is
     * unknown (clause C6). Not needed for commands of Redis itself that are known to be such.
     *
     * @return the new command
     */
    public Command readOnly() {
        return new Command(name, last, firstKey, true, blocking);
    }

    /**
     * Returns this command declared to wait on the server, so that it gets a connection of its own. Not needed for
     * commands of Redis itself that wait, like {@code BLPOP}.
     *
     * @return the new command
     */
    public Command blocking() {
        return new Command(name, last, firstKey, readOnly, true);
    }

    /**
     * Returns the name.
     *
     * @return the name, in uppercase
     */
    public String name() {
        return name;
    }

    /**
     * Returns the number of arguments.
     *
     * @return the number, without the name
     */
    public int argumentCount() {
        return last == null ? 0 : last.count;
    }

    /**
     * Returns the first key.
     *
     * @return its bytes, not to be changed; null if no argument was given as a key
     */
    public byte @Nullable [] firstKey() {
        return firstKey;
    }

    /**
     * Returns whether the command was declared to change nothing.
     *
     * @return true after {@link #readOnly()}
     */
    public boolean isReadOnly() {
        return readOnly;
    }

    /**
     * Returns whether the command may wait on the server.
     *
     * @return true after {@link #blocking()}, and for commands that are known to wait
     */
    public boolean isBlocking() {
        return blocking || (BLOCKING_ON_REQUEST.contains(name) && asksToBlock(toRaw()));
    }

    private static boolean asksToBlock(RawCommand raw) {
        for (int i = 0; i < raw.argumentCount(); i++) {
            String word = word(raw.argument(i));
            if (word.equals("STREAMS")) {
                return false;
            }
            if (word.equals("BLOCK")) {
                return true;
            }
            if (word.equals("GROUP")) {
                i += 2;
            } else if (word.equals("COUNT")) {
                i++;
            }
        }
        return false;
    }

    /**
     * Returns the command as providers see it.
     *
     * @return name and arguments
     */
    public RawCommand toRaw() {
        byte[][] arguments = new byte[argumentCount()][];
        for (Argument argument = last; argument != null; argument = argument.before) {
            arguments[argument.count - 1] = argument.bytes;
        }
        return RawCommand.of(name, arguments);
    }

    /** Returns the name and the number of arguments; an argument may be a secret. */
    @Override
    public String toString() {
        return name + " (" + argumentCount() + " arguments)";
    }

    private Command plus(byte[] argument, boolean isKey) {
        if (last == null) {
            RefusedCommands.check(name, argument);
        }
        return new Command(
                name,
                new Argument(last, argument, argumentCount() + 1),
                firstKey == null && isKey ? argument : firstKey,
                readOnly,
                blocking);
    }

    /** Returns a short argument in uppercase, a longer one as nothing. */
    static String word(byte[] argument) {
        return argument.length > 16 ? "" : new String(argument, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
    }

    /** An argument that knows those before it, so that a long list is built in linear time and shared by copies. */
    private static final class Argument {

        private final @Nullable Argument before;
        private final byte[] bytes;
        private final int count;

        Argument(@Nullable Argument before, byte[] bytes, int count) {
            this.before = before;
            this.bytes = bytes;
            this.count = count;
        }
    }
}
