package org.rf4j.it.commands;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes arguments by their type: a text for keys, values and texts, and otherwise what a public factory or constructor of
 * the type makes of arguments that are made so in turn.
 */
final class Samples {

    /** What cannot be made so; the place for types of which every factory wants something special. */
    private static final Map<Class<?>, Object> BY_TYPE = Map.ofEntries(
            Map.entry(Duration.class, Duration.ofSeconds(1)),
            Map.entry(Instant.class, Instant.parse("2100-01-01T00:00:00Z")),
            Map.entry(boolean.class, true),
            Map.entry(byte.class, (byte) 1),
            Map.entry(int.class, 1),
            Map.entry(long.class, 1L),
            Map.entry(double.class, 1.0));

    private final String text;
    private final Deque<Class<?>> making = new ArrayDeque<>();

    Samples(String text) {
        this.text = text;
    }

    Object[] argumentsOf(Executable method) {
        return Arrays.stream(method.getGenericParameterTypes()).map(this::of).toArray();
    }

    private Object of(Type type) {
        if (type instanceof Class<?> raw) {
            return raw.isArray() ? array(raw.getComponentType()) : of(raw);
        }
        if (type instanceof GenericArrayType array) {
            return array(array.getGenericComponentType());
        }
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = raw(generic);
            Type[] arguments = generic.getActualTypeArguments();
            if (raw == Map.class) {
                return Map.of(of(arguments[0]), of(arguments[1]));
            }
            return Collection.class.isAssignableFrom(raw) ? List.of(of(arguments[0])) : of(raw);
        }
        return text;
    }

    private Object array(Type component) {
        Object array = Array.newInstance(raw(component), 1);
        Array.set(array, 0, of(component));
        return array;
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class<?> raw) {
            return raw;
        }
        return type instanceof ParameterizedType generic ? raw(generic.getRawType()) : Object.class;
    }

    private Object of(Class<?> type) {
        Object sample = BY_TYPE.get(type);
        if (sample != null) {
            return sample;
        }
        if (type == String.class || type == Object.class) {
            return text;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        making.push(type);
        try {
            return Stream.concat(factories(type), Arrays.stream(type.getConstructors()))
                    .filter(maker -> Arrays.stream(maker.getParameterTypes()).noneMatch(making::contains))
                    .sorted(Comparator.comparing(Executable::getParameterCount).thenComparing(Executable::toString))
                    .flatMap(maker -> Stream.ofNullable(made(maker)))
                    .findFirst()
                    .orElseThrow(() -> new NoSampleException(type));
        } finally {
            making.pop();
        }
    }

    private static Stream<Method> factories(Class<?> type) {
        return Stream.concat(
                        Stream.of(type),
                        Stream.ofNullable(type.getPermittedSubclasses()).flatMap(Stream::of))
                .flatMap(owner -> Arrays.stream(owner.getMethods()))
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .filter(method -> type.isAssignableFrom(method.getReturnType()));
    }

    /** Returns what a factory or constructor makes; null if it does not take such arguments. */
    private @Nullable Object made(Executable maker) {
        try {
            Object[] arguments = argumentsOf(maker);
            return maker instanceof Method factory
                    ? factory.invoke(null, arguments)
                    : ((Constructor<?>) maker).newInstance(arguments);
        } catch (InvocationTargetException refused) {
            return null;
        } catch (ReflectiveOperationException notPublic) {
            throw new AssertionError("cannot call " + maker, notPublic);
        }
    }

    /** There is nothing to call a method with. */
    static final class NoSampleException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private NoSampleException(Class<?> type) {
            super("add a sample for type " + type.getName() + " to " + Samples.class.getName());
        }
    }
}
