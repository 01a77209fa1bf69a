package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rf4j.Credentials;
import org.rf4j.Outcome;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisException;
import org.rf4j.WatchFunction;
import org.rf4j.command.RedisFuture;
import org.rf4j.tck.server.RedisProcess;

/** Several commands as one: all or none, and nothing where a watched key was changed. */
abstract class TransactionClauses extends ClauseTests {

    private static final int CLIENTS = 3;
    private static final int ROUNDS = 20;

    private String key(String what) {
        return name("tx:" + what);
    }

    @Test
    @Clause("X3")
    void aTransactionRunsWholeAndEachCommandHasItsOwnAnswer() {
        Redis redis = connect();
        redis.sync().lpush(key("list"), "one");

        record Answers(RedisFuture<Long> count, RedisFuture<Long> wrong, RedisFuture<String> read) {}
        Answers answers = redis.transaction(tx -> {
            tx.set(key("text"), "");
            return new Answers(tx.incr(key("count")), tx.incr(key("list")), tx.get(key("text")));
        });

        assertThat(answers.count().join()).isEqualTo(1);
        assertThatThrownBy(answers.wrong()::join)
                .as("X3: an error of one command is its own")
                .isInstanceOfSatisfying(
                        RedisCommandException.class,
                        failure -> assertThat(failure.code()).isEqualTo("WRONGTYPE"));
        assertThat(answers.read().join()).isEmpty();
        String kept = redis.transaction(tx -> "nothing to do");
        assertThat(kept).isEqualTo("nothing to do");
    }

    @Test
    @Clause({"X3", "C16"})
    void aRefusedCommandDiscardsAllOfIt() {
        Redis redis = connect();
        RedisProcess primary = bench().primary();
        Bench.call(primary, "CONFIG", "SET", "maxmemory", "1");
        RedisException refused;
        try {
            refused = failure(
                    "X3: a transaction with a command that is refused",
                    MARGIN,
                    () -> redis.transaction(tx -> {
                        tx.del(key("a"));
                        return tx.set(key("b"), "2");
                    }));
        } finally {
            Bench.call(primary, "CONFIG", "SET", "maxmemory", "0");
        }

        assertThat(refused).isInstanceOfSatisfying(RedisCommandException.class, failure -> {
            assertThat(failure.code()).isEqualTo("OOM");
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
            assertThat(failure).hasMessageContaining("EXECABORT").hasMessageContaining("DEL was refused");
        });
    }

    @Test
    @Clause({"X3", "C4"})
    void whatAUserMayNotDoIsNamedAsTheCauseOfTheAbort() {
        bench().callAll("ACL", "SETUSER", "tck-tx", "on", ">secret", "~*", "&*", "+@all", "-append");
        try {
            Redis redis = connect(config -> config.credentials(Credentials.of("tck-tx", "secret")));
            List<RedisFuture<?>> queued = new ArrayList<>();

            RedisException refused = failure(
                    "X3: a transaction with a forbidden command",
                    MARGIN,
                    () -> redis.transaction(tx -> {
                        queued.add(tx.set(key("a"), "1"));
                        queued.add(tx.append(key("b"), "2"));
                        return tx.incr(key("c"));
                    }));

            assertThat(refused).isInstanceOfSatisfying(RedisCommandException.class, failure -> {
                assertThat(failure.code()).isEqualTo("NOPERM");
                assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
                assertThat(failure).hasMessageContaining("EXECABORT").hasMessageContaining("APPEND was refused");
            });
            assertThat(queued)
                    .as("X3: the answer of each of its commands")
                    .allSatisfy(command -> assertThatThrownBy(command::join)
                            .isInstanceOf(RedisCommandException.class)
                            .hasMessageContaining("APPEND was refused"));
            assertThat(redis.sync().exists(key("a"), key("c")))
                    .as("X3: nothing ran")
                    .isZero();
        } finally {
            bench().callAll("ACL", "DELUSER", "tck-tx");
        }
    }

    @Test
    @Clause("X3")
    void aChangedKeyRunsNothingAndAThrowingFunctionEither() {
        Redis redis = connect();
        Redis other = connect();
        redis.sync().set(key("stock"), "7");

        Optional<Boolean> changed = redis.transaction(
                (watched, tx) -> {
                    other.sync().set(key("stock"), watched.get(key("stock")) + "0");
                    tx.set(key("stock"), "lost");
                    return true;
                },
                key("stock"));
        assertThat(changed).as("X3: nothing was run").isEmpty();
        assertThat(redis.sync().get(key("stock"))).isEqualTo("70");

        assertThatThrownBy(() -> redis.transaction(
                        (watched, tx) -> {
                            tx.set(key("stock"), "lost");
                            throw new IllegalStateException("changed my mind");
                        },
                        key("stock")))
                .hasMessage("changed my mind");
        assertThat(redis.sync().get(key("stock"))).isEqualTo("70");

        Optional<Long> left = redis.transaction(takeOne(), key("stock"));
        assertThat(left).contains(69L);
        assertThat(redis.sync().get(key("stock"))).isEqualTo("69");
        eventually(
                "no connection that watches is left",
                LONG,
                () -> !String.valueOf(Bench.call(bench().primary(), "CLIENT", "LIST"))
                        .contains("cmd=watch"));
    }

    private WatchFunction<Long> takeOne() {
        return (watched, tx) -> {
            long now = Long.parseLong(watched.get(key("stock"))) - 1;
            tx.set(key("stock"), Long.toString(now));
            return now;
        };
    }

    @Test
    @Clause("X3")
    void whoIsOvertakenTriesAgainUntilAllAreServed() throws Exception {
        Redis redis = connect();
        redis.sync().set(key("stock"), Integer.toString(CLIENTS * ROUNDS));
        Thread[] clients = new Thread[CLIENTS];
        for (int i = 0; i < CLIENTS; i++) {
            clients[i] = new Thread(() -> {
                for (int round = 0; round < ROUNDS; ) {
                    round += redis.transaction(takeOne(), key("stock")).isPresent() ? 1 : 0;
                }
            });
            clients[i].start();
        }
        for (Thread client : clients) {
            client.join(LONG.toMillis());
        }
        assertThat(redis.sync().get(key("stock")))
                .as("X3: what is left after everybody took his share")
                .isEqualTo("0");
    }
}
