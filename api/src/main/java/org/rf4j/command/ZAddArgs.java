package org.rf4j.command;

import java.util.List;
import java.util.Set;

/**
 * Conditions and options of {@code ZADD}. Immutable.
 *
 * @since 0.1.0
 */
public final class ZAddArgs extends CommandArgs {

    private ZAddArgs(List<Option> options) {
        super(options);
    }

    /**
     * Returns options that only add members, and change none.
     *
     * @return the options
     */
    public static ZAddArgs nx() {
        return new ZAddArgs(List.of()).andNx();
    }

    /**
     * Returns options that only change members, and add none.
     *
     * @return the options
     */
    public static ZAddArgs xx() {
        return new ZAddArgs(List.of()).andXx();
    }

    /**
     * Returns options that change members only to a higher score; members are added as ever.
     *
     * @return the options
     */
    public static ZAddArgs gt() {
        return new ZAddArgs(List.of()).andGt();
    }

    /**
     * Returns options that change members only to a lower score; members are added as ever.
     *
     * @return the options
     */
    public static ZAddArgs lt() {
        return new ZAddArgs(List.of()).andLt();
    }

    /**
     * Returns options that count the members changed along with those added.
     *
     * @return the options
     */
    public static ZAddArgs ch() {
        return new ZAddArgs(List.of()).andCh();
    }

    /**
     * Returns these options, and {@link #nx()}.
     *
     * @return the new options
     */
    public ZAddArgs andNx() {
        return new ZAddArgs(with(new Option("NX", Set.of("presence", "comparison"), List.of("NX"))));
    }

    /**
     * Returns these options, and {@link #xx()}.
     *
     * @return the new options
     */
    public ZAddArgs andXx() {
        return new ZAddArgs(with(Option.of("XX", "presence", "XX")));
    }

    /**
     * Returns these options, and {@link #gt()}.
     *
     * @return the new options
     */
    public ZAddArgs andGt() {
        return new ZAddArgs(with(Option.of("GT", "comparison", "GT")));
    }

    /**
     * Returns these options, and {@link #lt()}.
     *
     * @return the new options
     */
    public ZAddArgs andLt() {
        return new ZAddArgs(with(Option.of("LT", "comparison", "LT")));
    }

    /**
     * Returns these options, and {@link #ch()}.
     *
     * @return the new options
     */
    public ZAddArgs andCh() {
        return new ZAddArgs(with(Option.flag("CH")));
    }
}
