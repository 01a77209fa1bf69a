package org.rf4j.internal.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.rf4j.command.AsyncKeyCommands;
import org.rf4j.command.CopyArgs;
import org.rf4j.command.ExpireArgs;
import org.rf4j.command.Expiry;
import org.rf4j.command.RestoreArgs;
import org.rf4j.command.SortArgs;

class KeyCommandsTest extends CommandGroupTest {

    KeyCommandsTest() {
        super(AsyncKeyCommands.class);
        row(commands -> commands.copy("a", "b"), "COPY a b", 1, true);
        row(commands -> commands.copy("a", "b", CopyArgs.replace().andDb(2)), "COPY a b REPLACE DB 2", 0, false);
        row(commands -> commands.del("a", "b"), "DEL a b", 2, 2L);
        row(commands -> commands.dump("k"), "DUMP k", "bin", "bin".getBytes());
        row(commands -> commands.dump("k"), "DUMP k", null, null);
        row(commands -> commands.exists("a", "b", "a"), "EXISTS a b a", 3, 3L);
        row(commands -> commands.expire("k", Duration.ofSeconds(5)), "PEXPIRE k 5000", 1, true);
        row(commands -> commands.expire("k", Duration.ofNanos(1)), "PEXPIRE k 1", 1, true);
        row(commands -> commands.expire("k", Duration.ZERO), "PEXPIRE k 0", 0, false);
        row(
                commands -> commands.expire(
                        "k", Duration.ofSeconds(5), ExpireArgs.xx().andGt()),
                "PEXPIRE k 5000 XX GT",
                0,
                false);
        row(commands -> commands.expireat("k", Instant.ofEpochMilli(7)), "PEXPIREAT k 7", 1, true);
        row(
                commands -> commands.expireat("k", Instant.ofEpochMilli(7).plusNanos(1), ExpireArgs.nx()),
                "PEXPIREAT k 8 NX",
                1,
                true);
        row(
                commands -> commands.expiretime("k"),
                "PEXPIRETIME k",
                1500,
                new Expiry.Expires<>(Instant.ofEpochMilli(1500)));
        row(commands -> commands.expiretime("k"), "PEXPIRETIME k", -1, new Expiry.Never<>());
        row(commands -> commands.expiretime("k"), "PEXPIRETIME k", -2, new Expiry.NoKey<>());
        keyed(
                null,
                commands -> commands.keys("a*"),
                "KEYS a*",
                List.of("a1", "a2"),
                List.of("a1", "a2"),
                List.of("a1", "a2"));
        row(commands -> commands.move("k", 3), "MOVE k 3", 1, true);
        keyed("k", commands -> commands.objectEncoding("k"), "OBJECT ENCODING k", "embstr", "embstr", "embstr");
        keyed("k", commands -> commands.objectEncoding("k"), "OBJECT ENCODING k", null, null, null);
        keyed("k", commands -> commands.objectFreq("k"), "OBJECT FREQ k", 9, 9, 9L);
        keyed("k", commands -> commands.objectFreq("k"), "OBJECT FREQ k", null, null, null);
        keyed("k", commands -> commands.objectIdletime("k"), "OBJECT IDLETIME k", 61, 61, Duration.ofSeconds(61));
        keyed("k", commands -> commands.objectIdletime("k"), "OBJECT IDLETIME k", null, null, null);
        keyed("k", commands -> commands.objectRefcount("k"), "OBJECT REFCOUNT k", 1, 1, 1L);
        row(commands -> commands.persist("k"), "PERSIST k", 1, true);
        row(commands -> commands.randomkey(), "RANDOMKEY", "some", "some");
        row(commands -> commands.randomkey(), "RANDOMKEY", null, null);
        row(commands -> commands.rename("a", "b"), "RENAME a b", "OK", null);
        row(commands -> commands.renamenx("a", "b"), "RENAMENX a b", 0, false);
        row(commands -> commands.restore("k", "bin".getBytes()), "RESTORE k 0 bin", "OK", null);
        row(
                commands -> commands.restore(
                        "k",
                        "b".getBytes(),
                        RestoreArgs.ex(Duration.ofSeconds(1)).andReplace().andFreq(3)),
                "RESTORE k 1000 b REPLACE FREQ 3",
                "OK",
                null);
        row(
                commands -> commands.restore(
                        "k",
                        "b".getBytes(),
                        RestoreArgs.exat(Instant.ofEpochMilli(9)).andIdletime(Duration.ofMinutes(1))),
                "RESTORE k 9 b ABSTTL IDLETIME 60",
                "OK",
                null);
        row(commands -> commands.sort("k"), "SORT k", List.of("1", "2"), List.of("1", "2"));
        row(
                commands -> commands.sort(
                        "k",
                        SortArgs.by("w*")
                                .andLimit(0, 9)
                                .andGet("#", "v*")
                                .andDesc()
                                .andAlpha()),
                "SORT k BY w* LIMIT 0 9 GET # GET v* DESC ALPHA",
                Arrays.asList("1", null),
                Arrays.asList("1", null));
        row(commands -> commands.sortRo("k"), "SORT_RO k", List.of("1"), List.of("1"));
        row(commands -> commands.sortRo("k", SortArgs.alpha()), "SORT_RO k ALPHA", List.of("1"), List.of("1"));
        row(commands -> commands.sortStore("k", "d"), "SORT k STORE d", 4, 4L);
        row(commands -> commands.sortStore("k", SortArgs.desc(), "d"), "SORT k DESC STORE d", 4, 4L);
        row(commands -> commands.touch("a", "b"), "TOUCH a b", 1, 1L);
        row(commands -> commands.ttl("k"), "PTTL k", 1500, new Expiry.Expires<>(Duration.ofMillis(1500)));
        row(commands -> commands.ttl("k"), "PTTL k", -1, new Expiry.Never<>());
        row(commands -> commands.ttl("k"), "PTTL k", -2, new Expiry.NoKey<>());
        row(commands -> commands.type("k"), "TYPE k", "zset", "zset");
        row(commands -> commands.type("k"), "TYPE k", "none", null);
        row(commands -> commands.unlink("a"), "UNLINK a", 0, 0L);
    }
}
