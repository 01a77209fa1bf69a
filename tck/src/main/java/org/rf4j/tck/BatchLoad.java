package org.rf4j.tck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rf4j.CallOptions;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisConfig;
import org.rf4j.command.RedisFuture;

/**
 * One large batch: a program of its own, with a heap of its own. Its configuration comes from the environment; the last
 * line of its output are counts.
 */
final class BatchLoad {

    /** One command of so many is wrong for the type of its key. */
    static final int ONE_WRONG_OF = 1_000;

    private static final int KEYS = 997;

    private BatchLoad() {}

    /** Runs it. The arguments: what the names of keys begin with, and the number of commands. */
    public static void main(String[] args) {
        int commands = Integer.parseInt(args[1]);
        int right = 0;
        int errors = 0;
        int other = 0;
        try (Redis redis = Redis.connect(RedisConfig.fromEnvironment())) {
            Redis patient = redis.with(CallOptions.timeout(Duration.ofSeconds(20)));
            List<RedisFuture<?>> results = patient.batch(batch -> {
                List<RedisFuture<?>> all = new ArrayList<>(commands);
                for (int i = 0; i < commands; i++) {
                    String key = args[0] + i % KEYS;
                    all.add(i % ONE_WRONG_OF == ONE_WRONG_OF - 1 ? batch.llen(key) : batch.append(key, "0123456789"));
                }
                return all;
            });
            long[] lengths = new long[KEYS];
            for (int i = 0; i < commands; i++) {
                try {
                    Object result = results.get(i).join();
                    lengths[i % KEYS] += 10;
                    if (result.equals(lengths[i % KEYS])) {
                        right++;
                    } else {
                        other++;
                    }
                } catch (RedisCommandException refused) {
                    errors += refused.code().equals("WRONGTYPE") ? 1 : 0;
                    other += refused.code().equals("WRONGTYPE") ? 0 : 1;
                }
            }
        }
        System.out.println("right=" + right + " errors=" + errors + " other=" + other);
    }
}
