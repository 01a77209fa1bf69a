package org.rf4j.tck.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ServerError;

/** The values that {@link org.rf4j.spi.ReplySink#reply} gets, on RESP2. */
abstract class RepliesContract extends SpiFixture {

    private static final int MEGABYTE = 1024 * 1024;

    private NodeClient client;

    @BeforeEach
    void connectClient() {
        client = connect();
    }

    @Test
    void aStatusIsItsBytes() {
        assertThat(send(client, "SET", fresh("key"), "value").raw())
                .as("the reply +OK: a simple string is a byte[], like a bulk string")
                .isEqualTo(bytes("OK"));
    }

    @Test
    void aBulkStringIsItsBytes() {
        assertThat(send(client, "ECHO", "hello").raw()).as("a bulk string").isEqualTo(bytes("hello"));
    }

    @Test
    void aMissingValueIsNull() {
        assertThat(send(client, "GET", fresh("key")).raw())
                .as("the nil bulk string: call reply(null)")
                .isNull();
    }

    @Test
    void anEmptyBulkStringIsEmptyAndNotNull() {
        assertThat(send(client, "ECHO", "").raw()).as("an empty bulk string").isEqualTo(new byte[0]);
    }

    @Test
    void anIntegerIsALong() {
        String key = fresh("key");
        assertThat(send(client, "INCR", key).raw()).as("an integer").isEqualTo(1L);
        assertThat(send(client, "DECRBY", key, "3").raw())
                .as("a negative integer")
                .isEqualTo(-2L);
        send(client, "SET", key, Long.toString(Long.MAX_VALUE - 1));
        assertThat(send(client, "INCR", key).raw()).as("the largest integer").isEqualTo(Long.MAX_VALUE);
        send(client, "SET", key, Long.toString(Long.MIN_VALUE + 1));
        assertThat(send(client, "DECR", key).raw()).as("the smallest integer").isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void anEmptyArrayIsAnEmptyList() {
        assertThat(send(client, "LRANGE", fresh("key"), "0", "-1").raw())
                .as("an empty array is an empty List, not null")
                .isEqualTo(List.of());
    }

    @Test
    void aNilArrayIsNull() {
        NodeSession session = session(client);
        assertThat(send(session, "BLPOP", fresh("key"), "0.01").raw())
                .as("the nil array *-1, here of a BLPOP that timed out: call reply(null), not an empty list")
                .isNull();
    }

    @Test
    void aTransactionThatLostItsWatchIsNull() {
        String key = fresh("key");
        NodeSession session = session(client);
        send(session, "WATCH", key).raw();
        send(client, "SET", key, "changed").raw();
        List<Answer> answers = sendAll(
                session, RawCommand.ofText("MULTI"), RawCommand.ofText("SET", key, "x"), RawCommand.ofText("EXEC"));
        assertThat(answers.get(2).raw())
                .as("EXEC after a watched key has changed answers *-1: call reply(null)")
                .isNull();
    }

    @Test
    void arraysNestAndHoldNils() {
        assertThat(eval("return {1, 'a', {2, {3, {}}, false}, {'b'}}"))
                .as("a nested array")
                .isEqualTo(Arrays.asList(1L, "a", Arrays.asList(2L, List.of(3L, List.of()), null), List.of("b")));
    }

    @Test
    void arraysNestTwentyDeep() {
        String script = "local t = {'core'} for i = 1, 19 do t = {t} end return t";
        Object value = eval(script);
        for (int depth = 0; depth < 20; depth++) {
            assertThat(value).as("the array at depth %d", depth).isInstanceOf(List.class);
            value = ((List<?>) Objects.requireNonNull(value)).get(0);
        }
        assertThat(value).isEqualTo("core");
    }

    @Test
    void aLargeArrayIsComplete() {
        Object value = eval("local t = {} for i = 1, 100000 do t[i] = i end return t");
        assertThat(value)
                .isEqualTo(IntStream.rangeClosed(1, 100_000)
                        .mapToObj(Long::valueOf)
                        .toList());
    }

    @Test
    void aMapIsTheFlatListOfItsKeysAndValues() {
        String key = fresh("key");
        send(client, "HSET", key, "a", "1", "b", "2").raw();
        assertThat(send(client, "HGETALL", key).readable())
                .as("HGETALL is a flat list: field, value, field, value")
                .isEqualTo(List.of("a", "1", "b", "2"));
    }

    @Test
    void anErrorReplyIsAValueWithItsFullText() {
        String key = fresh("key");
        send(client, "SET", key, "text").raw();
        Object raw = send(client, "LPUSH", key, "x").raw();
        assertThat(raw)
                .as("an error reply goes to reply(), as a ServerError with the text after the '-'")
                .isEqualTo(new ServerError("WRONGTYPE Operation against a key holding the wrong kind of value"));
    }

    @Test
    void anErrorReplyThatDriversHaveAnExceptionForIsAValueToo() {
        for (String text : List.of(
                "MOVED 3999 127.0.0.1:6381",
                "ASK 3999 127.0.0.1:6381",
                "NOSCRIPT No matching script",
                "BUSY Redis is busy",
                "LOADING Redis is loading",
                "NOAUTH Authentication required.",
                "READONLY You can't write",
                "CLUSTERDOWN The cluster is down",
                "CUSTOM.CODE of a module")) {
            assertThat(eval("return redis.error_reply('" + text.replace("'", "\\'") + "')"))
                    .as("the error reply -%s: a value, not a failure, and not acted upon by the driver", text)
                    .isEqualTo(new ServerError(text));
        }
    }

    @Test
    void anErrorInsideAnArrayIsAnElement() {
        assertThat(eval("return {1, redis.error_reply('X y'), 'z'}"))
                .as("an error inside an array is a ServerError at its place, and the rest is complete")
                .isEqualTo(List.of(1L, new ServerError("X y"), "z"));
        assertThat(eval("return {{redis.error_reply('X y')}}"))
                .as("an error inside an array inside an array")
                .isEqualTo(List.of(List.of(new ServerError("X y"))));
        assertThat(send(client, "ECHO", "next").readable())
                .as("the reply after it: the stream must still be in step")
                .isEqualTo("next");
    }

    @Test
    void aFailedCommandInATransactionIsAnElement() {
        String key = fresh("key");
        List<Answer> answers = sendAll(
                client,
                RawCommand.ofText("MULTI"),
                RawCommand.ofText("SET", key, "text"),
                RawCommand.ofText("LPUSH", key, "x"),
                RawCommand.ofText("GET", key),
                RawCommand.ofText("EXEC"));
        assertThat(answers.get(2).readable()).as("a queued command").isEqualTo("QUEUED");
        assertThat(answers.get(4).readable())
                .as("EXEC: the error of one command is an element among the other replies")
                .isEqualTo(List.of(
                        "OK",
                        new ServerError("WRONGTYPE Operation against a key holding the wrong kind of value"),
                        "text"));
    }

    @Test
    void anAbortedTransactionIsAnErrorValue() {
        List<Answer> answers =
                sendAll(client, RawCommand.ofText("MULTI"), RawCommand.ofText("GET"), RawCommand.ofText("EXEC"));
        assertThat(answers.get(1).raw()).isInstanceOf(ServerError.class);
        assertThat(answers.get(2).raw())
                .isInstanceOfSatisfying(
                        ServerError.class, error -> assertThat(error.code()).isEqualTo("EXECABORT"));
    }

    @Test
    void aCommandThatTheDriverDoesNotKnowIsSentAllTheSame() {
        assertThat(send(client, "NO.SUCH", "x").raw())
                .as("an unknown command is the server's to refuse, not the driver's")
                .isInstanceOfSatisfying(
                        ServerError.class, error -> assertThat(error.code()).isEqualTo("ERR"));
    }

    @Test
    void aCommandWithoutArgumentsIsSent() {
        assertThat(send(client, "PING").readable()).isEqualTo("PONG");
        assertThat(send(client, "DBSIZE").raw()).isInstanceOf(Long.class);
    }

    @Test
    void everyByteValueSurvives() {
        byte[] all = new byte[512];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        byte[] key = Arrays.copyOf(all, all.length + 8);
        System.arraycopy(bytes(fresh("")), 1, key, all.length, 8);
        send(client, RawCommand.of("SET", key, all)).raw();
        assertThat(send(client, RawCommand.of("GET", key)).raw())
                .as("a value with every byte, under a key with every byte: nothing may be decoded as text")
                .isEqualTo(all);
    }

    @Test
    void aValueThatLooksLikeTheProtocolSurvives() {
        byte[] value = bytes("$3\r\n-ERR x\r\n*1\r\n:1\r\n");
        assertThat(send(client, RawCommand.of("ECHO", value)).raw()).isEqualTo(value);
    }

    @Test
    void tenMegabytesGoThereAndBack() {
        byte[] value = new byte[10 * MEGABYTE];
        new Random(7).nextBytes(value);
        byte[] key = bytes(fresh("key"));
        send(client, RawCommand.of("SET", key, value)).raw();
        byte[] back = (byte[]) send(client, RawCommand.of("GET", key)).raw();
        send(client, RawCommand.of("DEL", key)).raw();
        assertThat(Arrays.equals(back, value)).as("10 MB come back unchanged").isTrue();
    }

    @Test
    void tenThousandArgumentsAreSent() {
        String key = fresh("key");
        List<String> elements =
                IntStream.range(0, 10_000).mapToObj(Integer::toString).toList();
        byte[][] arguments = new byte[elements.size() + 1][];
        arguments[0] = bytes(key);
        for (int i = 0; i < elements.size(); i++) {
            arguments[i + 1] = bytes(elements.get(i));
        }
        assertThat(send(client, RawCommand.of("RPUSH", arguments)).raw()).isEqualTo(10_000L);
        assertThat(send(client, "LRANGE", key, "0", "-1").readable()).isEqualTo(elements);
    }

    @Test
    void aTextReplyOfManyLinesIsOneValue() {
        assertThat(send(client, "INFO").readable()).asString().contains("# Server\r\n", "# Keyspace\r\n");
    }

    private @Nullable Object eval(String script) {
        return send(client, "EVAL", script, "0").readable();
    }
}
