package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.rf4j.Capability;
import org.rf4j.Codec;
import org.rf4j.Protocol;
import org.rf4j.Redis;
import org.rf4j.command.Command;
import org.rf4j.command.ListEnd;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.Reply;
import org.rf4j.command.ScoredValue;

/** The values of typed calls, the same on every provider and protocol. */
abstract class CommandClauses extends ClauseTests {

    @Test
    @Clause("X2")
    void typedCallsHaveTheSameValuesOnResp2() {
        check(connect());
    }

    @Test
    @Clause("X2")
    void typedCallsHaveTheSameValuesOnResp3() {
        Assumptions.assumeTrue(
                provider().capabilities().contains(Capability.RESP3), "the provider does not declare RESP3");
        check(connect(config -> config.protocol(Protocol.RESP3)));
    }

    private void check(Redis redis) {
        RedisCommands<String, String> commands = redis.sync();
        strings(commands);
        hashes(commands);
        lists(commands);
        sets(commands);
        sortedSets(commands);
        keys(commands);
        replies(redis);
        batches(redis);
    }

    private void strings(RedisCommands<String, String> commands) {
        String key = name("string");
        commands.set(key, "grüße");
        assertThat(commands.get(key)).as("X2: GET").isEqualTo("grüße");
        assertThat(commands.get(name("missing"))).as("X2: GET of nothing").isNull();
        assertThat(commands.strlen(key)).as("X2: STRLEN counts bytes").isEqualTo(7);
        assertThat(commands.append(key, "!")).as("X2: APPEND").isEqualTo(8);
        assertThat(commands.setnx(key, "x")).as("X2: SETNX of what is there").isFalse();
        assertThat(commands.incrby(name("number"), 41)).as("X2: INCRBY").isEqualTo(41);
        assertThat(commands.incrbyfloat(name("number"), 0.5))
                .as("X2: INCRBYFLOAT")
                .isEqualTo(41.5);
        assertThat(commands.mget(key, name("missing"), name("number")))
                .as("X2: MGET")
                .containsExactly("grüße!", null, "41.5");
        assertThat(commands.setGet(key, "new")).as("X2: SET GET").isEqualTo("grüße!");
        assertThat(commands.msetnx(Map.of(key, "no")))
                .as("X2: MSETNX of what is there")
                .isFalse();
        assertThat(commands.getrange(key, 1, -1)).as("X2: GETRANGE").isEqualTo("ew");
        assertThat(commands.getdel(key)).as("X2: GETDEL").isEqualTo("new");
    }

    private void hashes(RedisCommands<String, String> commands) {
        String key = name("hash");
        assertThat(commands.hset(key, Map.of("a", "1", "b", "2")))
                .as("X2: HSET of a map")
                .isEqualTo(2);
        assertThat(commands.hset(key, "a", "3")).as("X2: HSET of a known field").isFalse();
        assertThat(commands.hgetall(key)).as("X2: HGETALL").isEqualTo(Map.of("a", "3", "b", "2"));
        assertThat(commands.hgetall(name("missing")))
                .as("X2: HGETALL of nothing")
                .isEmpty();
        assertThat(commands.hmget(key, "b", "c")).as("X2: HMGET").containsExactly("2", null);
        assertThat(commands.hincrbyfloat(key, "a", 0.25)).as("X2: HINCRBYFLOAT").isEqualTo(3.25);
        assertThat(commands.hexists(key, "c")).as("X2: HEXISTS").isFalse();
        assertThat(commands.hrandfieldWithValues(key, 5))
                .as("X2: HRANDFIELD WITHVALUES")
                .hasSize(2);
        assertThat(commands.hdel(key, "a", "b")).as("X2: HDEL").isEqualTo(2);
    }

    private void lists(RedisCommands<String, String> commands) {
        String key = name("list");
        assertThat(commands.rpush(key, "a", "b", "c", "b")).as("X2: RPUSH").isEqualTo(4);
        assertThat(commands.lrange(key, 0, -1)).as("X2: LRANGE").containsExactly("a", "b", "c", "b");
        assertThat(commands.lpos(key, "c")).as("X2: LPOS").isEqualTo(2L);
        assertThat(commands.lpos(key, "z")).as("X2: LPOS of nothing").isNull();
        assertThat(commands.lposCount(key, "b", 0)).as("X2: LPOS COUNT").containsExactly(1L, 3L);
        assertThat(commands.linsertBefore(key, "z", "y"))
                .as("X2: LINSERT without its pivot")
                .isNull();
        assertThat(commands.lmove(key, name("list2"), ListEnd.LEFT, ListEnd.RIGHT))
                .as("X2: LMOVE")
                .isEqualTo("a");
        assertThat(commands.lpop(key, 2)).as("X2: LPOP with a count").containsExactly("b", "c");
        assertThat(commands.lpop(name("missing"), 2)).as("X2: LPOP of nothing").isEmpty();
        assertThat(commands.rpop(name("missing"))).as("X2: RPOP of nothing").isNull();
    }

    private void sets(RedisCommands<String, String> commands) {
        assertThat(commands.sadd(name("set"), "a", "b", "c")).as("X2: SADD").isEqualTo(3);
        commands.sadd(name("set2"), "b", "c", "d");
        assertThat(commands.smembers(name("set"))).as("X2: SMEMBERS").containsExactlyInAnyOrder("a", "b", "c");
        assertThat(commands.sinter(name("set"), name("set2"))).as("X2: SINTER").containsExactlyInAnyOrder("b", "c");
        assertThat(commands.smismember(name("set"), "a", "z"))
                .as("X2: SMISMEMBER")
                .containsExactly(true, false);
        assertThat(commands.sintercard(name("set"), name("set2")))
                .as("X2: SINTERCARD")
                .isEqualTo(2);
        assertThat(commands.spop(name("missing"))).as("X2: SPOP of nothing").isNull();
    }

    private void sortedSets(RedisCommands<String, String> commands) {
        String key = name("zset");
        assertThat(commands.zadd(key, List.of(new ScoredValue<>("a", 1), new ScoredValue<>("b", 2.5))))
                .as("X2: ZADD")
                .isEqualTo(2);
        assertThat(commands.zadd(key, Double.POSITIVE_INFINITY, "top"))
                .as("X2: ZADD of infinity")
                .isTrue();
        assertThat(commands.zscore(key, "b")).as("X2: ZSCORE").isEqualTo(2.5);
        assertThat(commands.zscore(key, "z")).as("X2: ZSCORE of nothing").isNull();
        assertThat(commands.zrangeWithScores(key, 0, -1))
                .as("X2: ZRANGE WITHSCORES")
                .containsExactly(
                        new ScoredValue<>("a", 1),
                        new ScoredValue<>("b", 2.5),
                        new ScoredValue<>("top", Double.POSITIVE_INFINITY));
        assertThat(commands.zmscore(key, "a", "z")).as("X2: ZMSCORE").containsExactly(1.0, null);
        assertThat(commands.zrank(key, "b")).as("X2: ZRANK").isEqualTo(1L);
        assertThat(commands.zrank(key, "z")).as("X2: ZRANK of nothing").isNull();
        assertThat(commands.zincrby(key, 0.5, "a")).as("X2: ZINCRBY").isEqualTo(1.5);
        assertThat(commands.zpopmin(key)).as("X2: ZPOPMIN").isEqualTo(new ScoredValue<>("a", 1.5));
        assertThat(commands.zpopmax(key, 5)).as("X2: ZPOPMAX with a count").hasSize(2);
        assertThat(commands.zpopmin(key)).as("X2: ZPOPMIN of nothing").isNull();
    }

    private void keys(RedisCommands<String, String> commands) {
        String key = name("key");
        commands.set(key, "value");
        assertThat(commands.type(key)).as("X2: TYPE").isEqualTo("string");
        assertThat(commands.expire(key, Duration.ofSeconds(100)))
                .as("X2: EXPIRE")
                .isTrue();
        assertThat(commands.expire(name("missing"), Duration.ofSeconds(1)))
                .as("X2: EXPIRE of nothing")
                .isFalse();
        assertThat(commands.persist(key)).as("X2: PERSIST").isTrue();
        byte[] dump = commands.dump(key);
        assertThat(dump).as("X2: DUMP").isNotNull();
        if (dump != null) {
            commands.restore(name("copy"), dump);
        }
        assertThat(commands.get(name("copy"))).as("X2: RESTORE").isEqualTo("value");
        assertThat(commands.exists(key, name("copy"), name("missing")))
                .as("X2: EXISTS")
                .isEqualTo(2);
        commands.del(name("sort"));
        commands.rpush(name("sort"), "3", "1", "2");
        assertThat(commands.sort(name("sort"))).as("X2: SORT").containsExactly("1", "2", "3");
        assertThat(commands.del(key, name("copy"))).as("X2: DEL").isEqualTo(2);
    }

    private void replies(Redis redis) {
        byte[] binary = {0, 1, (byte) 0xff, '\r', '\n'};
        redis.sync(Codec.utf8(), Codec.bytes()).set(name("binary"), binary);
        assertThat(redis.execute(Command.of("GET").key(name("binary"))).asBytes())
                .as("X2: a binary value")
                .isEqualTo(binary);
        assertThat(redis.execute(Command.of("GET").key(name("missing"))).isNull())
                .as("X2: a null reply")
                .isTrue();
        redis.execute(Command.of("HSET").key(name("raw")).args("f", "v"));
        Map<String, Reply> map =
                redis.execute(Command.of("HGETALL").key(name("raw"))).asMap();
        assertThat(map).as("X2: a reply as a map").containsOnlyKeys("f");
        redis.execute(Command.of("ZADD").key(name("rawz")).args("1.5", "m"));
        assertThat(redis.execute(Command.of("ZSCORE").key(name("rawz")).arg("m"))
                        .asDouble())
                .as("X2: a reply as a double")
                .isEqualTo(1.5);
    }

    private void batches(Redis redis) {
        var futures = redis.batch(commands -> List.of(
                commands.rpush(name("batch"), "a"), commands.rpush(name("batch"), "b"), commands.llen(name("batch"))));
        assertThat(futures.stream().map(future -> future.join()))
                .as("X2: a batch")
                .containsExactly(1L, 2L, 2L);
    }
}
