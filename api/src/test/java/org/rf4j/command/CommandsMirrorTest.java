package org.rf4j.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The asynchronous commands are the blocking ones, with futures of what those return. */
class CommandsMirrorTest {

    private static final Map<Type, Class<?>> BOXES = Map.of(
            long.class, Long.class, boolean.class, Boolean.class, double.class, Double.class, void.class, Void.class);

    static Stream<Class<?>[]> groups() {
        return mirrored().map(group -> new Class<?>[] {group, asyncOf(group)});
    }

    /** All but the scans: a stream is read, and reading it blocks. */
    private static Stream<Class<?>> mirrored() {
        return Arrays.stream(RedisCommands.class.getInterfaces()).filter(group -> group != ScanCommands.class);
    }

    private static Class<?> asyncOf(Class<?> group) {
        try {
            return Class.forName(group.getPackageName() + ".Async" + group.getSimpleName());
        } catch (ClassNotFoundException missing) {
            throw new AssertionError("add the asynchronous twin of " + group.getSimpleName(), missing);
        }
    }

    @ParameterizedTest
    @MethodSource("groups")
    void asyncMethodsReturnFuturesOfWhatTheBlockingOnesReturn(Class<?> blocking, Class<?> async) {
        Set<String> expected = signatures(
                blocking, method -> returned(method.getGenericReturnType(), method.getAnnotatedReturnType()));
        assertThat(signatures(async, CommandsMirrorTest::insideFuture)).isEqualTo(expected);
    }

    @Test
    void bothAggregatesHaveTheSameGroups() {
        assertThat(AsyncRedisCommands.class.getInterfaces())
                .extracting(Class::getSimpleName)
                .containsExactlyElementsOf(
                        mirrored().map(group -> "Async" + group.getSimpleName()).toList());
    }

    @Test
    void noMethodReturnsABoxWhereAPrimitiveWouldDo() {
        assertThat(RedisCommands.class.getMethods())
                .filteredOn(method -> BOXES.containsValue(method.getReturnType()))
                .allMatch(method -> method.getAnnotatedReturnType().isAnnotationPresent(Nullable.class));
    }

    private static Set<String> signatures(Class<?> group, Function<Method, String> returned) {
        return Arrays.stream(group.getMethods())
                .map(method -> returned.apply(method) + " " + method.getName()
                        + Arrays.stream(method.getParameters())
                                .map(parameter -> parameter.getAnnotatedType() + " " + parameter.getName())
                                .toList()
                        + (method.isVarArgs() ? "..." : ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String insideFuture(Method method) {
        assertThat(method.getReturnType()).isEqualTo(RedisFuture.class);
        Type inside = ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0];
        AnnotatedType annotated =
                ((AnnotatedParameterizedType) method.getAnnotatedReturnType()).getAnnotatedActualTypeArguments()[0];
        return returned(inside, annotated);
    }

    /** Returns a type with its nullness at every place; a void is a nullable Void. */
    private static String returned(Type type, AnnotatedType annotated) {
        if (type == void.class) {
            return "@" + Nullable.class.getName() + "() " + Void.class.getName();
        }
        return BOXES.containsKey(type) ? BOXES.get(type).getName() : annotated.toString();
    }
}
