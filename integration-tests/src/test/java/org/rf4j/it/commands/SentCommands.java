package org.rf4j.it.commands;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.call.Calls;
import org.rf4j.internal.call.Request;
import org.rf4j.internal.command.BlockingCommands;
import org.rf4j.internal.command.EncodedCommands;

/** Which methods send which commands, found by calling every one of them with what notes what would go out. */
final class SentCommands {

    /** A method takes one of these wherever it takes a text: the id of an entry of a stream, or the hash of a script. */
    private static final List<String> TEXTS = List.of("1-1", "0123456789abcdef0123456789abcdef01234567");

    private final Set<String> containers;
    private final SortedMap<String, SortedSet<String>> methods = new TreeMap<>();
    private final SortedMap<String, SortedSet<String>> newer = new TreeMap<>();
    private final SortedSet<String> sent = new TreeSet<>();
    private @Nullable String servers;

    private SentCommands(Set<String> documented) {
        containers = documented.stream()
                .filter(name -> name.contains(" "))
                .map(name -> name.substring(0, name.indexOf(' ')))
                .collect(Collectors.toSet());
        Calls calls = (Calls) Proxy.newProxyInstance(
                Calls.class.getClassLoader(),
                new Class<?>[] {Calls.class},
                (proxy, method, arguments) -> answer(method, arguments));
        Object async = new EncodedCommands<>(calls, Codec.utf8(), Codec.utf8());
        Set<String> asynchronous = new TreeSet<>();
        for (Method method : AsyncRedisCommands.class.getMethods()) {
            asynchronous.add(method.getName());
            note(method, call(method, async));
        }
        Object sync = new BlockingCommands<>(calls, Codec.utf8(), Codec.utf8());
        for (Method method : RedisCommands.class.getMethods()) {
            if (!asynchronous.contains(method.getName())) {
                note(method, call(method, sync));
            }
        }
    }

    /**
     * Calls every method.
     *
     * @param documented the names of all commands, which tell what has subcommands
     */
    static SentCommands of(Set<String> documented) {
        return new SentCommands(documented);
    }

    /** Returns the names of methods by the command that they send. */
    SortedMap<String, SortedSet<String>> methods() {
        return methods;
    }

    /** Returns the names of methods for which Redis 7.0 is too old, by their command and the servers that have it. */
    SortedMap<String, SortedSet<String>> newer() {
        return newer;
    }

    private void note(Method method, Set<String> commands) {
        if (commands.isEmpty()) {
            throw new AssertionError("X1: " + method + " was called and sent nothing");
        }
        for (String command : commands) {
            if (servers == null) {
                methods.computeIfAbsent(command, none -> new TreeSet<>()).add(method.getName());
            } else {
                newer.computeIfAbsent(command + " | " + servers, none -> new TreeSet<>())
                        .add(method.getName());
            }
        }
    }

    /** Calls a method, and returns the commands that it sent. */
    private Set<String> call(Method method, Object commands) {
        @Nullable Throwable refusal = null;
        for (String text : TEXTS) {
            sent.clear();
            servers = null;
            try {
                Object result = method.invoke(commands, new Samples(text).argumentsOf(method));
                if (result instanceof BaseStream<?, ?> stream
                        && stream.iterator().hasNext()) {
                    throw new AssertionError("X1: " + method + " returned something, and nothing had answered");
                }
                return new TreeSet<>(sent);
            } catch (InvocationTargetException thrown) {
                refusal = thrown.getCause();
            } catch (Walk begun) {
                refusal = begun;
            } catch (IllegalAccessException notPublic) {
                throw new AssertionError("X1: cannot call " + method, notPublic);
            }
            if (refusal instanceof Walk) {
                // What goes from page to page is called by the name of its command, and by nothing else.
                return Set.of(method.getName().toUpperCase(Locale.ROOT));
            }
        }
        throw new AssertionError(
                "X1: " + method + " takes none of the samples (" + refusal + "); add one that it takes to "
                        + Samples.class.getName(),
                refusal);
    }

    private Object answer(Method method, Object[] arguments) throws Walk {
        if (!method.getName().equals("start")) {
            throw new Walk();
        }
        Request request = (Request) arguments[0];
        servers = request.newer() == null ? null : request.newer().servers();
        var command = request.command();
        String name = command.name();
        if (containers.contains(name)) {
            name += " " + new String(command.argument(0), StandardCharsets.UTF_8).toUpperCase(Locale.ROOT);
        }
        sent.add(name);
        return new NoAnswer<>();
    }

    private static final class NoAnswer<T extends @Nullable Object> extends CompletableFuture<T>
            implements RedisFuture<T> {}

    /** Ends a call that goes from server to server, or waits for an answer. */
    private static final class Walk extends RuntimeException {

        private static final long serialVersionUID = 1;
    }
}
