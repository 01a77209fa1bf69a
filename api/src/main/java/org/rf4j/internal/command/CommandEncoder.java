package org.rf4j.internal.command;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.call.Calls;
import org.rf4j.internal.call.Request;

/** What the groups of commands have in common. */
abstract class CommandEncoder<K, V> {

    private final Calls calls;
    private final Codec<K> keys;
    private final Codec<V> values;
    final Decoders<K, V> replies;

    CommandEncoder(Calls calls, Codec<K> keys, Codec<V> values) {
        this.calls = calls;
        this.keys = keys;
        this.values = values;
        this.replies = new Decoders<>(keys, values);
    }

    /** Begins a command; the number of arguments need not be exact. */
    final Words<K, V> cmd(String name, int arguments) {
        return new Words<>(keys, values, name, arguments);
    }

    final <T extends @Nullable Object> RedisFuture<T> start(Words<K, V> words, Reading<T> reading) {
        return calls.start(words.request(), new NamedDecoder<>(words.name(), reading));
    }

    final <T extends @Nullable Object> RedisFuture<T> start(Request request, Reading<T> reading) {
        return calls.start(request, new NamedDecoder<>(request.command().name(), reading));
    }

    /**
     * Starts a call for which the server may wait; it gets a connection of its own, and its deadline is later by as much.
     *
     * @param words the command, which says how long the server may wait
     * @param timeout the same; {@link Duration#ZERO} for ever
     */
    final <T extends @Nullable Object> RedisFuture<T> startWaiting(
            Words<K, V> words, Duration timeout, Reading<T> reading) {
        Request request = words.request();
        return calls.start(
                request.waiting(WaitingCommand.of(request.command(), timeout)),
                new NamedDecoder<>(words.name(), reading));
    }

    /** Returns how many there are, at least one. */
    static int some(Object[] many, String parameter) {
        return some(Objects.requireNonNull(many, parameter).length, parameter);
    }

    /** Returns how many there are, at least one. */
    static int some(Collection<?> many, String parameter) {
        return some(Objects.requireNonNull(many, parameter).size(), parameter);
    }

    /** Returns how many there are, at least one. */
    static int some(Map<?, ?> many, String parameter) {
        return some(Objects.requireNonNull(many, parameter).size(), parameter);
    }

    /** Returns a number of things, at least one. */
    static int some(int count, String parameter) {
        if (count == 0) {
            throw new IllegalArgumentException(parameter + " is empty; give at least one");
        }
        return count;
    }

    /** Returns a count that must not be negative. */
    static long notNegative(long count, String parameter) {
        if (count < 0) {
            throw new IllegalArgumentException(parameter + " is " + count + "; give 0 or more");
        }
        return count;
    }

    /** Returns a count that must be positive. */
    static long positive(long count, String parameter) {
        if (count <= 0) {
            throw new IllegalArgumentException(parameter + " is " + count + "; give 1 or more");
        }
        return count;
    }

    /** Returns a number that must be neither infinite nor NaN. */
    static double finite(double number, String parameter) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(parameter + " is " + number + "; give a finite number");
        }
        return number;
    }
}
