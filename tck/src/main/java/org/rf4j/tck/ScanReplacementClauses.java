package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rf4j.Redis;
import org.rf4j.command.ElementScanArgs;
import org.rf4j.command.KeyValue;
import org.rf4j.command.ScanArgs;

/** Cursors whose server is replaced, or started anew. */
abstract class ScanReplacementClauses extends ScanTests {

    @Test
    @Clause("X3")
    void aHashWhoseServerIsReplacedEndsItsScan() {
        endsWithAnError(redis -> redis.sync().hscan(name("hash")));
    }

    @Test
    @Clause("X3")
    void aHashWhoseServerIsReplacedIsScannedAgainOnRequest() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Map<String, String> fields = fillHash(redis);
        Map<String, String> found = new HashMap<>();
        for (KeyValue<String, String> field :
                readThroughReplacement(redis, redis.sync().hscan(name("hash"), ElementScanArgs.restarting()))) {
            found.put(field.key(), field.value());
        }
        assertThat(found).as("X3: fields").isEqualTo(fields);
    }

    @Test
    @Clause({"X3", "C12"})
    void keysWhoseServerIsReplacedAreScannedAgainOnRequest() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        String prefix = "tck-again-" + clientName() + "-";
        Set<String> keys =
                IntStream.range(0, 2 * FIELDS).mapToObj(i -> prefix + i).collect(Collectors.toCollection(HashSet::new));
        inBatches(redis, keys, (batch, key) -> batch.set(key, ""));

        List<String> found = readThroughReplacement(
                redis, redis.sync().scan(ScanArgs.match(prefix + "*").andRestarting()));

        assertThat(new HashSet<>(found)).as("X3: keys").isEqualTo(keys);
        inBatches(redis, keys, (batch, key) -> batch.unlink(key));
    }
}
