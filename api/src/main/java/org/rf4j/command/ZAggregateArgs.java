package org.rf4j.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.rf4j.internal.command.wire.Figures;

/**
 * How {@code ZUNION}, {@code ZINTER} and their like make one score of several. Immutable.
 *
 * @since 0.1.0
 */
public final class ZAggregateArgs extends CommandArgs {

    private final int weightCount;

    private ZAggregateArgs(List<Option> options, int weightCount) {
        super(options);
        this.weightCount = weightCount;
    }

    /** How the scores that a member has in several sets become one. */
    public enum Aggregate {
        /** They are added; the default. */
        SUM,
        /** The lowest counts. */
        MIN,
        /** The highest counts. */
        MAX
    }

    /**
     * Returns options that multiply the scores of each set before they are put together.
     *
     * @param weights a factor for each set, in the order of the keys; may be infinite, but not NaN
     * @return the options
     */
    public static ZAggregateArgs weights(double... weights) {
        return new ZAggregateArgs(List.of(), 0).andWeights(weights);
    }

    /**
     * Returns options that put scores together in another way than by adding them.
     *
     * @param aggregate the way
     * @return the options
     */
    public static ZAggregateArgs aggregate(Aggregate aggregate) {
        return new ZAggregateArgs(List.of(), 0).andAggregate(aggregate);
    }

    /**
     * Returns these options, and {@link #weights(double...)}.
     *
     * @param weights a factor for each set, in the order of the keys
     * @return the new options
     */
    public ZAggregateArgs andWeights(double... weights) {
        if (weights.length == 0) {
            throw new IllegalArgumentException("weights is empty; give one for each key");
        }
        List<String> words = new ArrayList<>();
        words.add("WEIGHTS");
        for (double weight : weights) {
            words.add(Figures.text(weight));
        }
        return new ZAggregateArgs(with(Option.of("WEIGHTS", "WEIGHTS", words.toArray(String[]::new))), weights.length);
    }

    /**
     * Returns these options, and {@link #aggregate(Aggregate)}.
     *
     * @param aggregate the way
     * @return the new options
     */
    public ZAggregateArgs andAggregate(Aggregate aggregate) {
        return new ZAggregateArgs(
                with(Option.of(
                        "AGGREGATE",
                        "AGGREGATE",
                        "AGGREGATE",
                        Objects.requireNonNull(aggregate, "aggregate").name())),
                weightCount);
    }

    /**
     * Returns the number of weights. A command with another number of keys refuses the options.
     *
     * @return the number; 0 if there are none, which fits any number of keys
     */
    public int weightCount() {
        return weightCount;
    }
}
