package org.rf4j.it.commands;

import java.util.SortedMap;
import java.util.TreeMap;

/** The commands without a typed method of their own, each with the reason, or with what does the same. */
final class UntypedCommands {

    /**
     * Why a command has no typed method.
     *
     * @param inAnotherForm whether RF4J does what it does in another form
     * @param text the form, or the reason and what to use instead; every name in backquotes has to exist
     */
    record Reason(boolean inAnotherForm, String text) {}

    private final SortedMap<String, Reason> all = new TreeMap<>();

    private UntypedCommands() {
        inAnotherForm();
        replaced();
        stateOfConnections();
        administration();
        internals();
    }

    static SortedMap<String, Reason> all() {
        return new UntypedCommands().all;
    }

    private void form(String form, String... commands) {
        add(new Reason(true, form), commands);
    }

    private void none(String reason, String... commands) {
        add(new Reason(false, reason), commands);
    }

    private void add(Reason reason, String... commands) {
        for (String command : commands) {
            if (all.put(command, reason) != null) {
                throw new IllegalStateException(command + " is listed twice");
            }
        }
    }

    private void inAnotherForm() {
        form("`redis.transaction`", "MULTI", "EXEC", "DISCARD");
        form("`redis.transaction` with the keys to watch", "WATCH", "UNWATCH");
        form("`redis.pubSub`", "SUBSCRIBE", "UNSUBSCRIBE", "PSUBSCRIBE", "PUNSUBSCRIBE", "SSUBSCRIBE", "SUNSUBSCRIBE");
        form("`RedisConfig.credentials`", "AUTH");
        form("`RedisConfig.protocol` and `RedisConfig.credentials`", "HELLO");
        form("`RedisConfig.database`", "SELECT");
        form("`RedisConfig.clientName`", "CLIENT SETNAME");
        form("`redis.close`", "QUIT");
        form("`redis.topology`", "ROLE", "CLUSTER NODES", "CLUSTER REPLICAS", "CLUSTER SHARDS");
        form("`eval`, which sends the script itself where the server does not know its hash", "EVAL", "EVAL_RO");
        form("`expire`, which sends `PEXPIRE`", "EXPIRE");
        form("`expireat`, which sends `PEXPIREAT`", "EXPIREAT");
        form("`expiretime`, which sends `PEXPIRETIME`", "EXPIRETIME");
        form("`ttl`, which sends `PTTL`", "TTL");
        form("`set` with `SetArgs.ex`", "SETEX", "PSETEX");
    }

    private void replaced() {
        none("deprecated; use `setGet`", "GETSET");
        none("deprecated; use `getrange`", "SUBSTR");
        none("deprecated; use `hset` with a map", "HMSET");
        none("deprecated; use `lmove`", "RPOPLPUSH");
        none("deprecated; use `blmove`", "BRPOPLPUSH");
        none("deprecated; use `zrange` with `ScoreRange.closed` and the like", "ZRANGEBYSCORE", "ZREVRANGEBYSCORE");
        none("deprecated; use `zrange` with `LexRange.closed` and the like", "ZRANGEBYLEX", "ZREVRANGEBYLEX");
        none("deprecated; use `zrange` with `RankRange.rev`", "ZREVRANGE");
        none("deprecated; use `geosearch` and `geosearchstore`", "GEORADIUS", "GEORADIUSBYMEMBER");
        none("deprecated; use `geosearch`", "GEORADIUS_RO", "GEORADIUSBYMEMBER_RO");
        none("deprecated; use `redis.topology`", "CLUSTER SLAVES", "CLUSTER SLOTS");
        none("deprecated, and administration of which server is a replica of which", "SLAVEOF");
    }

    private void stateOfConnections() {
        none("would take away answers that RF4J waits for", "CLIENT REPLY");
        none("would undo what RF4J prepares each connection with", "RESET");
        none("RF4J reads from primaries, which need neither", "READONLY", "READWRITE");
        none("RF4J follows slots that move by itself", "ASKING");
        none(
                "caching in the client, which RF4J does not do",
                "CLIENT CACHING",
                "CLIENT GETREDIR",
                "CLIENT TRACKING",
                "CLIENT TRACKINGINFO");
    }

    private void administration() {
        none(
                "administration of users and their rights",
                "ACL CAT",
                "ACL DELUSER",
                "ACL DRYRUN",
                "ACL GENPASS",
                "ACL GETUSER",
                "ACL LIST",
                "ACL LOAD",
                "ACL LOG",
                "ACL SAVE",
                "ACL SETUSER",
                "ACL USERS",
                "ACL WHOAMI");
        none(
                "administration of the connections of others",
                "CLIENT KILL",
                "CLIENT NO-EVICT",
                "CLIENT PAUSE",
                "CLIENT UNBLOCK",
                "CLIENT UNPAUSE");
        none(
                "administration of the nodes and slots of a cluster",
                "CLUSTER ADDSLOTS",
                "CLUSTER ADDSLOTSRANGE",
                "CLUSTER BUMPEPOCH",
                "CLUSTER COUNT-FAILURE-REPORTS",
                "CLUSTER COUNTKEYSINSLOT",
                "CLUSTER DELSLOTS",
                "CLUSTER DELSLOTSRANGE",
                "CLUSTER FAILOVER",
                "CLUSTER FLUSHSLOTS",
                "CLUSTER FORGET",
                "CLUSTER GETKEYSINSLOT",
                "CLUSTER INFO",
                "CLUSTER KEYSLOT",
                "CLUSTER LINKS",
                "CLUSTER MEET",
                "CLUSTER MYID",
                "CLUSTER REPLICATE",
                "CLUSTER RESET",
                "CLUSTER SAVECONFIG",
                "CLUSTER SET-CONFIG-EPOCH",
                "CLUSTER SETSLOT");
        none(
                "administration of the settings of a server",
                "CONFIG GET",
                "CONFIG RESETSTAT",
                "CONFIG REWRITE",
                "CONFIG SET");
        none("administration of what a server writes to disk", "BGREWRITEAOF", "BGSAVE", "LASTSAVE", "SAVE");
        none("administration of which server is a replica of which", "FAILOVER", "REPLICAOF");
        none("administration of modules", "MODULE LIST", "MODULE LOAD", "MODULE LOADEX", "MODULE UNLOAD");
        none(
                "administration, tells how a server is doing; `redis.health` says what RF4J knows of it",
                "INFO",
                "LATENCY DOCTOR",
                "LATENCY GRAPH",
                "LATENCY HISTOGRAM",
                "LATENCY HISTORY",
                "LATENCY LATEST",
                "LATENCY RESET",
                "MEMORY DOCTOR",
                "MEMORY MALLOC-STATS",
                "MEMORY PURGE",
                "MEMORY STATS",
                "SLOWLOG GET",
                "SLOWLOG LEN",
                "SLOWLOG RESET");
        none("administration, tells of everything that others send", "MONITOR");
        none("administration", "SHUTDOWN");
        none("administration, exchanges databases beneath every client", "SWAPDB");
        none("administration, moves keys between servers; `dump` and `restore` copy one", "MIGRATE");
        none(
                "describes commands, for drivers and tools",
                "COMMAND",
                "COMMAND COUNT",
                "COMMAND DOCS",
                "COMMAND GETKEYS",
                "COMMAND GETKEYSANDFLAGS",
                "COMMAND INFO",
                "COMMAND LIST");
        none("a picture for somebody at a console", "LOLWUT");
        none(
                "a text for somebody at a console",
                "ACL HELP",
                "CLIENT HELP",
                "CLUSTER HELP",
                "COMMAND HELP",
                "CONFIG HELP",
                "FUNCTION HELP",
                "LATENCY HELP",
                "MEMORY HELP",
                "MODULE HELP",
                "OBJECT HELP",
                "PUBSUB HELP",
                "SCRIPT HELP",
                "SLOWLOG HELP",
                "XGROUP HELP",
                "XINFO HELP");
    }

    private void internals() {
        none("servers say it to each other", "PSYNC", "REPLCONF", "SYNC");
        none("servers say it to each other; use `restore`", "RESTORE-ASKING");
        none("for the tests of the server itself", "DEBUG", "PFDEBUG", "PFSELFTEST");
        none("for the debugger in redis-cli", "SCRIPT DEBUG");
    }
}
