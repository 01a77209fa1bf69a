package org.rf4j.internal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rf4j.Codec;
import org.rf4j.Outcome;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisException;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.RedisFuture;
import org.rf4j.command.Reply;
import org.rf4j.spi.ServerError;

/**
 * What is tested of each group of commands: a table of calls, with the words that each sends, the key it is routed by,
 * and what it makes of replies. The table must hold every method of the group.
 */
abstract class CommandGroupTest {

    private final Class<?> group;
    private final List<Row> rows = new ArrayList<>();

    CommandGroupTest(Class<?> asyncGroup) {
        this.group = asyncGroup;
    }

    /** A call on the commands under test. */
    interface Invocation {
        RedisFuture<?> on(AsyncRedisCommands<String, String> commands);
    }

    private record Row(Invocation call, String words, String key, Object resp2, Object resp3, Object expected) {

        /** Returns whether the reply may be of any shape, also one with errors in it. */
        boolean isReadAsItIs() {
            return expected instanceof Reply;
        }
    }

    private final Set<String> withOptionalList = new HashSet<>();

    /** Says that the last argument of some methods may be an empty list. */
    final void optionalList(String... methods) {
        withOptionalList.addAll(List.of(methods));
    }

    /** Adds a call whose reply has the same shape on both protocols. */
    final void row(Invocation call, String words, Object reply, Object expected) {
        row(call, words, reply, reply, expected);
    }

    /** Adds a call routed by its first argument, or by the second where the first is a number of keys. */
    final void row(Invocation call, String words, Object resp2, Object resp3, Object expected) {
        String[] parts = words.split(" ");
        String key = parts.length == 1 ? null : parts[1].matches("\\d+") ? parts[2] : parts[1];
        keyed(key, call, words, resp2, resp3, expected);
    }

    /** Adds a call routed by a key that is told, or by none. */
    final void keyed(String key, Invocation call, String words, Object resp2, Object resp3, Object expected) {
        rows.add(new Row(call, words, key, resp2, resp3, expected));
    }

    @TestFactory
    List<DynamicTest> everyCallSendsItsWordsAndIsRoutedByItsFirstKey() {
        return tests(row -> {
            FakeCalls calls = FakeCalls.answering(row.resp2());
            row.call().on(new EncodedCommands<>(calls, Codec.utf8(), Codec.utf8()));
            assertThat(calls.words()).isEqualTo(row.words());
            assertThat(calls.key()).isEqualTo(row.key());
        });
    }

    @TestFactory
    List<DynamicTest> everyReplyIsReadAlikeOnBothProtocols() {
        return tests(row -> {
            assertThat((Object) answer(row, row.resp2()).join()).isEqualTo(row.expected());
            assertThat((Object) answer(row, row.resp3()).join()).isEqualTo(row.expected());
        });
    }

    @TestFactory
    List<DynamicTest> everyReplyOfAnotherShapeIsToldWithoutItsContent() {
        return tests(row -> !row.isReadAsItIs(), row -> {
            Object wrong = List.of(List.of("secret", "secret", "secret"));
            assertThatThrownBy(() -> answer(row, wrong).join())
                    .isInstanceOfSatisfying(RedisException.class, failure -> {
                        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
                        assertThat(failure)
                                .hasMessageContaining(row.words().split(" ")[0])
                                .hasMessageContaining("cannot be read")
                                .hasMessageContaining("found a list of");
                        assertThat(failure.getMessage()).doesNotContain("secret");
                    });
        });
    }

    @TestFactory
    List<DynamicTest> everyErrorInsideAReplyIsACommandException() {
        return tests(row -> !row.isReadAsItIs(), row -> {
            Object error = Arrays.asList(new ServerError("WRONGTYPE inside"), new ServerError("WRONGTYPE inside"));
            assertThatThrownBy(() -> answer(row, error).join())
                    .isInstanceOfSatisfying(RedisCommandException.class, failure -> {
                        assertThat(failure.code()).isEqualTo("WRONGTYPE");
                        assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
                    });
        });
    }

    @TestFactory
    List<DynamicTest> everyBlockingMethodSendsTheSameAndReturnsTheSame() {
        return tests(row -> {
            Called called = called(row);
            FakeCalls calls = FakeCalls.answering(row.resp2());
            RedisCommands<String, String> commands = new BlockingCommands<>(calls, Codec.utf8(), Codec.utf8());
            Method method = RedisCommands.class.getMethod(
                    called.method().getName(), called.method().getParameterTypes());
            assertThat(method.invoke(commands, called.arguments())).isEqualTo(row.expected());
            assertThat(calls.words()).isEqualTo(row.words());
        });
    }

    @TestFactory
    List<DynamicTest> everyNullArgumentIsRefusedByItsName() {
        return tests(row -> {
            Called called = called(row);
            FakeCalls calls = FakeCalls.answering(row.resp2());
            AsyncRedisCommands<String, String> commands = new EncodedCommands<>(calls, Codec.utf8(), Codec.utf8());
            for (int i = 0; i < called.arguments().length; i++) {
                if (!called.method().getParameterTypes()[i].isPrimitive()) {
                    Object[] arguments = called.arguments().clone();
                    arguments[i] = null;
                    assertThatThrownBy(() -> invoke(called.method(), commands, arguments))
                            .isInstanceOf(NullPointerException.class)
                            .hasMessage(called.method().getParameters()[i].getName());
                }
            }
            assertThat(calls.last()).isNull();
        });
    }

    @TestFactory
    List<DynamicTest> everyEmptyListIsRefusedAtOnce() {
        return tests(row -> {
            Called called = called(row);
            FakeCalls calls = FakeCalls.answering(row.resp2());
            AsyncRedisCommands<String, String> commands = new EncodedCommands<>(calls, Codec.utf8(), Codec.utf8());
            if (called.method().isVarArgs()
                    && !withOptionalList.contains(called.method().getName())) {
                Object[] arguments = called.arguments().clone();
                int last = arguments.length - 1;
                arguments[last] = Array.newInstance(
                        called.method().getParameterTypes()[last].getComponentType(), 0);
                assertThatThrownBy(() -> invoke(called.method(), commands, arguments))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("is empty; give at least one");
                assertThat(calls.last()).isNull();
            }
        });
    }

    @Test
    void everyMethodOfTheGroupIsInTheTable() {
        Set<Method> called = new HashSet<>();
        rows.forEach(row -> called.add(called(row).method()));
        assertThat(called).containsAll(Arrays.asList(group.getMethods()));
    }

    private List<DynamicTest> tests(Check check) {
        return tests(row -> true, check);
    }

    private List<DynamicTest> tests(Predicate<Row> concerned, Check check) {
        return rows.stream()
                .filter(concerned)
                .map(row -> DynamicTest.dynamicTest(row.words() + " → " + row.expected(), () -> check.of(row)))
                .toList();
    }

    private static RedisFuture<?> answer(Row row, Object reply) {
        return row.call().on(new EncodedCommands<>(FakeCalls.answering(reply), Codec.utf8(), Codec.utf8()));
    }

    /** Returns which method a row calls, with what. */
    @SuppressWarnings("unchecked")
    private static Called called(Row row) {
        List<Called> all = new ArrayList<>();
        row.call().on((AsyncRedisCommands<String, String>) Proxy.newProxyInstance(
                CommandGroupTest.class.getClassLoader(),
                new Class<?>[] {AsyncRedisCommands.class},
                (proxy, method, arguments) -> {
                    all.add(new Called(method, arguments == null ? new Object[0] : arguments));
                    return null;
                }));
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static Object invoke(Method method, Object target, Object... arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private record Called(Method method, Object[] arguments) {}

    /** Checks a row. */
    private interface Check {
        void of(Row row) throws Exception;
    }
}
