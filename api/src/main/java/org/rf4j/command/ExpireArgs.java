package org.rf4j.command;

import java.util.List;
import java.util.Set;

/**
 * Conditions under which {@code EXPIRE} and its like change the time to live. Immutable.
 *
 * @since 0.1.0
 */
public final class ExpireArgs extends CommandArgs {

    private ExpireArgs(List<Option> options) {
        super(options);
    }

    /**
     * Returns the condition that the key has no time to live. Goes with no other.
     *
     * @return the options
     */
    public static ExpireArgs nx() {
        return new ExpireArgs(List.of(new Option("NX", Set.of("presence", "comparison"), List.of("NX"))));
    }

    /**
     * Returns the condition that the key has a time to live.
     *
     * @return the options
     */
    public static ExpireArgs xx() {
        return new ExpireArgs(List.of()).andXx();
    }

    /**
     * Returns the condition that the new time is later than the present one; a key that never expires counts as latest.
     *
     * @return the options
     */
    public static ExpireArgs gt() {
        return new ExpireArgs(List.of()).andGt();
    }

    /**
     * Returns the condition that the new time is earlier than the present one; a key that never expires counts as
     * latest.
     *
     * @return the options
     */
    public static ExpireArgs lt() {
        return new ExpireArgs(List.of()).andLt();
    }

    /**
     * Returns these conditions, and {@link #xx()}.
     *
     * @return the new options
     */
    public ExpireArgs andXx() {
        return new ExpireArgs(with(Option.of("XX", "presence", "XX")));
    }

    /**
     * Returns these conditions, and {@link #gt()}.
     *
     * @return the new options
     */
    public ExpireArgs andGt() {
        return new ExpireArgs(with(Option.of("GT", "comparison", "GT")));
    }

    /**
     * Returns these conditions, and {@link #lt()}.
     *
     * @return the new options
     */
    public ExpireArgs andLt() {
        return new ExpireArgs(with(Option.of("LT", "comparison", "LT")));
    }
}
