package org.rf4j.tck;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.rf4j.Mode;
import org.rf4j.command.RedisCommands;

/** Which methods of {@link RedisCommands} the tests of a mode have called. */
final class ExercisedMethods {

    /** Methods whose commands the servers of a cluster always refuse. */
    private static final Set<String> REFUSED_IN_A_CLUSTER = Set.of("move");

    private static final Map<Mode, Set<Method>> CALLED = new ConcurrentHashMap<>();

    private ExercisedMethods() {}

    /** Forgets everything: another run begins, perhaps on another provider. */
    static void clear() {
        CALLED.clear();
    }

    /** Returns the commands, with each method noted when it has returned, or said that the server is too old for it. */
    @SuppressWarnings("unchecked")
    static <K, V> RedisCommands<K, V> noting(Mode mode, RedisCommands<K, V> commands) {
        Set<Method> called = CALLED.computeIfAbsent(mode, none -> ConcurrentHashMap.newKeySet());
        return (RedisCommands<K, V>) Proxy.newProxyInstance(
                RedisCommands.class.getClassLoader(),
                new Class<?>[] {RedisCommands.class},
                (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(commands, arguments);
                        called.add(method);
                        return result;
                    } catch (InvocationTargetException thrown) {
                        if (thrown.getCause() instanceof UnsupportedOperationException) {
                            called.add(method);
                        }
                        throw thrown.getCause();
                    }
                });
    }

    /** Returns the methods that no test of the mode has called with success. */
    static Set<String> missing(Mode mode) {
        Set<Method> called = CALLED.getOrDefault(mode, Set.of());
        return Arrays.stream(RedisCommands.class.getMethods())
                .filter(method -> !called.contains(method))
                .filter(method -> mode != Mode.CLUSTER || !REFUSED_IN_A_CLUSTER.contains(method.getName()))
                .map(method -> method.getName()
                        + Arrays.stream(method.getParameterTypes())
                                .map(Class::getSimpleName)
                                .toList())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
