package org.rf4j.internal.command;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.rf4j.spi.RawCommand;

/**
 * What is known of the commands of Redis 7.0: which change nothing, and of which an error reply proves that nothing ran.
 * A command that is not in here, like one of a module, is taken to do the worst.
 */
final class CommandTable {

    /**
     * What must be known of a command before it is sent again.
     *
     * @param readOnly whether it changes nothing
     * @param refusalIsProof whether an error reply proves that nothing ran (clause C4)
     */
    record Traits(boolean readOnly, boolean refusalIsProof) {}

    private static final Traits READ = new Traits(true, true);
    private static final Traits WRITE = new Traits(false, true);
    private static final Traits READING_SCRIPT = new Traits(true, false);
    private static final Traits WORST = new Traits(false, false);

    private static final Map<String, Traits> TABLE = new HashMap<>(1024);

    private static final Set<String> CONTAINERS = Set.of(
            "ACL",
            "CLIENT",
            "CLUSTER",
            "COMMAND",
            "CONFIG",
            "FUNCTION",
            "LATENCY",
            "MEMORY",
            "MODULE",
            "OBJECT",
            "PUBSUB",
            "SCRIPT",
            "SLOWLOG",
            "XGROUP",
            "XINFO");

    static {
        // Those that the server flags as "readonly".
        put(READ, """
            BITCOUNT BITFIELD_RO BITPOS DBSIZE DUMP EXISTS EXPIRETIME GEODIST GEOHASH GEOPOS GEORADIUSBYMEMBER_RO
            GEORADIUS_RO GEOSEARCH GET GETBIT GETRANGE HEXISTS HGET HGETALL HKEYS HLEN HMGET HRANDFIELD HSCAN
            HSTRLEN HVALS KEYS LCS LINDEX LLEN LOLWUT LPOS LRANGE MEMORY|USAGE MGET OBJECT|ENCODING OBJECT|FREQ
            OBJECT|IDLETIME OBJECT|REFCOUNT PEXPIRETIME PFCOUNT PTTL RANDOMKEY SCAN SCARD SDIFF SINTER SINTERCARD
            SISMEMBER SMEMBERS SMISMEMBER SORT_RO SRANDMEMBER SSCAN STRLEN SUBSTR SUNION TOUCH TTL TYPE
            XINFO|CONSUMERS XINFO|GROUPS XINFO|STREAM XLEN XPENDING XRANGE XREAD XREVRANGE ZCARD ZCOUNT ZDIFF ZINTER
            ZINTERCARD ZLEXCOUNT ZMSCORE ZRANDMEMBER ZRANGE ZRANGEBYLEX ZRANGEBYSCORE ZRANK ZREVRANGE ZREVRANGEBYLEX
            ZREVRANGEBYSCORE ZREVRANK ZSCAN ZSCORE ZUNION""");
        // Those that it does not flag so, since they touch no keys, and which change nothing either.
        put(READ, """
            ACL|CAT ACL|GENPASS ACL|GETUSER ACL|LIST ACL|USERS ACL|WHOAMI CLIENT|GETNAME CLIENT|GETREDIR CLIENT|ID
            CLIENT|INFO CLIENT|LIST CLIENT|TRACKINGINFO CLUSTER|COUNT-FAILURE-REPORTS CLUSTER|COUNTKEYSINSLOT
            CLUSTER|GETKEYSINSLOT CLUSTER|INFO CLUSTER|KEYSLOT CLUSTER|LINKS CLUSTER|MYID CLUSTER|NODES
            CLUSTER|REPLICAS CLUSTER|SHARDS CLUSTER|SLAVES CLUSTER|SLOTS COMMAND COMMAND|COUNT COMMAND|DOCS
            COMMAND|GETKEYS COMMAND|GETKEYSANDFLAGS COMMAND|INFO COMMAND|LIST CONFIG|GET ECHO FUNCTION|DUMP
            FUNCTION|LIST FUNCTION|STATS INFO LASTSAVE LATENCY|DOCTOR LATENCY|GRAPH LATENCY|HISTOGRAM
            LATENCY|HISTORY LATENCY|LATEST MEMORY|DOCTOR MEMORY|MALLOC-STATS MEMORY|STATS MODULE|LIST PING
            PUBSUB|CHANNELS PUBSUB|NUMPAT PUBSUB|NUMSUB PUBSUB|SHARDCHANNELS PUBSUB|SHARDNUMSUB ROLE SCRIPT|EXISTS
            SLOWLOG|GET SLOWLOG|LEN TIME""");
        // These cannot write, but return any error after having run.
        put(READING_SCRIPT, "EVAL_RO EVALSHA_RO FCALL_RO");
        // Those that the server flags as "write", SCRIPT and PUBLISH: they check everything before they change
        // anything. Not
        // among them, so that they count as the worst: EVAL, EVALSHA, FCALL and EXEC, which run what the user wrote;
        // MIGRATE, whose IOERR may come after the keys were moved; PFADD and PFMERGE, which stop half-way at a
        // corrupted
        // value. FUNCTION LOAD and RESTORE run what the user wrote too, but it cannot reach data, and a library whose
        // loading fails leaves nothing behind.
        put(WRITE, """
            APPEND BITFIELD BITOP BLMOVE BLMPOP BLPOP BRPOP BRPOPLPUSH BZMPOP BZPOPMAX BZPOPMIN COPY DECR DECRBY DEL
            EXPIRE EXPIREAT FLUSHALL FLUSHDB FUNCTION|DELETE FUNCTION|FLUSH FUNCTION|KILL FUNCTION|LOAD
            FUNCTION|RESTORE GEOADD GEORADIUS GEORADIUSBYMEMBER GEOSEARCHSTORE GETDEL GETEX GETSET HDEL HINCRBY
            HINCRBYFLOAT HMSET HSET HSETNX INCR INCRBY INCRBYFLOAT LINSERT LMOVE LMPOP LPOP LPUSH LPUSHX LREM LSET
            LTRIM MOVE MSET MSETNX PERSIST PEXPIRE PEXPIREAT PSETEX RENAME RENAMENX RESTORE RPOP RPOPLPUSH RPUSH
            RPUSHX SADD SCRIPT|FLUSH SCRIPT|KILL SCRIPT|LOAD SDIFFSTORE SET SETBIT SETEX SETNX SETRANGE SINTERSTORE
            SMOVE SORT SPOP SREM SUNIONSTORE SWAPDB UNLINK XACK XADD XAUTOCLAIM XCLAIM XDEL XGROUP|CREATE
            XGROUP|CREATECONSUMER XGROUP|DELCONSUMER XGROUP|DESTROY XGROUP|SETID XREADGROUP XSETID XTRIM ZADD
            ZDIFFSTORE ZINCRBY ZINTERSTORE ZMPOP ZPOPMAX ZPOPMIN ZRANGESTORE ZREM ZREMRANGEBYLEX ZREMRANGEBYRANK
            ZREMRANGEBYSCORE ZUNIONSTORE PUBLISH SPUBLISH""");
    }

    private CommandTable() {}

    private static void put(Traits traits, String names) {
        for (String name : names.strip().split("\\s+")) {
            TABLE.put(name, traits);
        }
    }

    /** Returns what is known of a command. */
    static Traits of(RawCommand command) {
        String name = command.name();
        if (command.argumentCount() > 0 && CONTAINERS.contains(name)) {
            String subcommand = new String(command.argument(0), StandardCharsets.ISO_8859_1);
            return of(name + "|" + subcommand.toUpperCase(Locale.ROOT));
        }
        return of(name);
    }

    /** Returns what is known of a command by its name, a subcommand after a bar: {@code OBJECT|FREQ}. */
    static Traits of(String name) {
        return TABLE.getOrDefault(name, WORST);
    }
}
