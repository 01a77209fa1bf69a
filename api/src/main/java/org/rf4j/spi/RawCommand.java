package org.rf4j.spi;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An encoded command: a name and binary arguments. Immutable by agreement: nobody changes the arrays. {@link #toString()}
 * shows no argument, since an argument may be a secret.
 *
 * @since 0.1.0
 */
public final class RawCommand {

    private final String name;
    private final byte[][] arguments;

    private RawCommand(String name, byte[][] arguments) {
        this.name = name;
        this.arguments = arguments;
    }

    /**
     * Returns a command.
     *
     * @param name the command's name in uppercase, like {@code SET}; a subcommand is the first argument
     * @param arguments its arguments, not copied
     * @return the command
     */
    public static RawCommand of(String name, byte[]... arguments) {
        return new RawCommand(name, arguments);
    }

    /**
     * Returns a command with text arguments, as UTF-8.
     *
     * @param name the command's name, in any case
     * @param arguments its arguments
     * @return the command
     */
    public static RawCommand ofText(String name, String... arguments) {
        byte[][] bytes = new byte[arguments.length][];
        for (int i = 0; i < arguments.length; i++) {
            bytes[i] = arguments[i].getBytes(StandardCharsets.UTF_8);
        }
        return new RawCommand(name.toUpperCase(Locale.ROOT), bytes);
    }

    /**
     * Returns the command's name.
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
        return arguments.length;
    }

    /**
     * Returns an argument.
     *
     * @param index its position, from 0
     * @return its bytes; not to be changed
     */
    public byte[] argument(int index) {
        return arguments[index];
    }

    /**
     * Returns the number of bytes in the name and the arguments.
     *
     * @return the sum
     */
    public long byteCount() {
        long sum = name.length();
        for (byte[] argument : arguments) {
            sum += argument.length;
        }
        return sum;
    }

    /** Returns the name and the number of arguments. */
    @Override
    public String toString() {
        return name + " (" + arguments.length + " arguments)";
    }
}
