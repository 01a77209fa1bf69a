package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rf4j.Outcome;
import org.rf4j.Redis;
import org.rf4j.RedisException;
import org.rf4j.tck.server.RedisProcess;

/** Several commands are one also where another server takes over. */
abstract class TransactionFailoverClauses extends ClauseTests {

    private static final int ENOUGH = 50;

    private String key(String what) {
        return name("tx:" + what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill", "freeze", "planned"})
    @Clause({"X3", "C4", "C5", "F3", "F4"})
    void twoCountersStayOne(String fault) {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        List<Writing> writers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            writers.add(closing(new Writing(() -> redis.transaction(tx -> {
                tx.incr(key("left"));
                return tx.incr(key("right"));
            }))));
            writers.add(closing(new Writing(() -> watchedIncrement(redis))));
        }
        awaitMore(writers);
        RedisProcess before = bench().primary();
        switch (fault) {
            case "kill" -> bench().killPrimary();
            case "freeze" -> bench().freezePrimary();
            default -> bench().failOver();
        }
        eventually(
                "the servers agree on another primary",
                LONG,
                () -> bench().findPrimary().filter(now -> !now.equals(before)).isPresent());
        awaitMore(writers);
        List<RedisException> failures =
                writers.stream().flatMap(writer -> writer.end().stream()).toList();

        assertThat(failures)
                .as("C5, F4: transactions that did not run, though there was time")
                .allSatisfy(failure -> assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN));
        long left = Long.parseLong(redis.sync().get(key("left")));
        assertThat(redis.sync().get(key("right")))
                .as("X3: the counter that is always changed with one that says " + left)
                .isEqualTo(Long.toString(left));
        assertThat(left)
                .as("C4: transactions that ran, of those that may have")
                .isLessThanOrEqualTo(writers.stream().mapToInt(Writing::done).sum() + failures.size());
    }

    /** Counts on the watched connection, and again until nobody was faster. */
    private void watchedIncrement(Redis redis) {
        while (redis.transaction(
                        (watched, tx) -> {
                            String now = watched.get(key("left"));
                            String next = Long.toString(now == null ? 1 : Long.parseLong(now) + 1);
                            tx.set(key("left"), next);
                            tx.set(key("right"), next);
                            return next;
                        },
                        key("left"),
                        key("right"))
                .isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private static void awaitMore(List<Writing> writers) {
        int before = writers.stream().mapToInt(Writing::done).sum();
        eventually(
                "transactions run",
                LONG,
                () -> writers.stream().mapToInt(Writing::done).sum() >= before + ENOUGH);
    }
}
