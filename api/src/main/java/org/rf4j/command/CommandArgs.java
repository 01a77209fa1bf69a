package org.rf4j.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Options of a command. Immutable and thread-safe: to be made once and used often. Each option has a static factory that
 * begins a set of options, and a method of the same name after {@code and} which returns a copy with one more. Options
 * that exclude each other are refused with {@link IllegalArgumentException} as soon as they meet.
 *
 * @since 0.1.0
 */
public abstract sealed class CommandArgs
        permits BitField,
                CopyArgs,
                ElementScanArgs,
                ExpireArgs,
                GeoAddArgs,
                GeoSearchArgs,
                GetExArgs,
                HSetExArgs,
                LPosArgs,
                RestoreArgs,
                ScanArgs,
                SetArgs,
                SortArgs,
                XAddArgs,
                XClaimArgs,
                XGroupCreateArgs,
                XPendingArgs,
                XReadArgs,
                XReadGroupArgs,
                XSetIdArgs,
                ZAddArgs,
                ZAggregateArgs {

    private final List<Option> options;
    private final List<String> words;

    CommandArgs(List<Option> options) {
        this.options = options;
        this.words = options.stream().flatMap(option -> option.words().stream()).toList();
    }

    /**
     * Returns the options as they are sent.
     *
     * @return the words, in the order in which they were given; not modifiable
     */
    public List<String> words() {
        return words;
    }

    /** Returns these options and one more, unless they exclude each other. */
    final List<Option> with(Option added) {
        for (Option option : options) {
            for (String slot : added.slots()) {
                if (option.slots().contains(slot)) {
                    throw new IllegalArgumentException(
                            option.name().equals(added.name())
                                    ? added.name() + " is given twice; give it once"
                                    : option.name() + " and " + added.name() + " exclude each other; give one of them");
                }
            }
        }
        List<Option> both = new ArrayList<>(options);
        both.add(added);
        return List.copyOf(both);
    }

    /** Returns whether an option was given. */
    final boolean has(Option option) {
        return options.contains(option);
    }

    /** Returns whether the same options were given in the same order. */
    @Override
    public final boolean equals(Object other) {
        return this == other
                || (other instanceof CommandArgs args
                        && args.getClass() == getClass()
                        && args.words().equals(words())
                        && args.options.equals(options));
    }

    @Override
    public final int hashCode() {
        return words().hashCode();
    }

    /** Returns the options as they are sent. */
    @Override
    public final String toString() {
        return getClass().getSimpleName() + words();
    }

    /**
     * One option.
     *
     * @param name what its factory is called, in uppercase
     * @param slots the places that it takes; options that share one exclude each other
     * @param words what is sent
     */
    record Option(String name, Set<String> slots, List<String> words) {

        /** Returns an option that takes one place. */
        static Option of(String name, String slot, String... words) {
            return new Option(name, Set.of(slot), List.of(words));
        }

        /** Returns an option that goes with every other and is sent as its name. */
        static Option flag(String name) {
            return of(name, name, name);
        }

        /** Returns how many entries of a stream to read. */
        static Option count(long count) {
            if (count < 1) {
                throw new IllegalArgumentException("count is " + count + "; give 1 or more");
            }
            return of("COUNT", "COUNT", "COUNT", Long.toString(count));
        }

        /** Returns how long to wait for an entry of a stream, in whole milliseconds; zero for ever. */
        static Option block(String name, Duration time) {
            return of(name, "BLOCK", "BLOCK", Long.toString(time.toMillis()));
        }
    }
}
