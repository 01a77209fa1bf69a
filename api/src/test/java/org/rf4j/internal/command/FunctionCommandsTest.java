package org.rf4j.internal.command;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rf4j.command.AsyncFunctionCommands;
import org.rf4j.command.FlushMode;
import org.rf4j.command.FunctionInfo;
import org.rf4j.command.FunctionLibrary;
import org.rf4j.command.FunctionStats;
import org.rf4j.command.Reply;
import org.rf4j.command.RestorePolicy;

class FunctionCommandsTest extends CommandGroupTest {

    private static final byte[] DUMP = "dump".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final Object FUNCTIONS = List.of(
            Arrays.asList("name", "f", "description", null, "flags", List.of()),
            Arrays.asList("name", "g", "description", "reads", "flags", List.of("no-writes", "allow-stale")));
    private static final List<FunctionInfo> READ_FUNCTIONS = List.of(
            new FunctionInfo("f", null, Set.of()), new FunctionInfo("g", "reads", Set.of("no-writes", "allow-stale")));

    FunctionCommandsTest() {
        super(AsyncFunctionCommands.class);
        optionalList("fcall", "fcallRo");
        keyed(
                "k",
                commands -> commands.fcall("f", List.of("k"), "a"),
                "FCALL f 1 k a",
                "v",
                "v",
                Reply.of(FakeCalls.raw("v")));
        keyed(null, commands -> commands.fcallRo("f", List.of()), "FCALL_RO f 0", 1, 1, Reply.of(1L));
        keyed(null, commands -> commands.functionDelete("lib"), "FUNCTION DELETE lib", "OK", "OK", null);
        keyed(null, commands -> commands.functionDump(), "FUNCTION DUMP", "dump", "dump", DUMP);
        keyed(null, commands -> commands.functionFlush(), "FUNCTION FLUSH", "OK", "OK", null);
        keyed(null, commands -> commands.functionFlush(FlushMode.ASYNC), "FUNCTION FLUSH ASYNC", "OK", "OK", null);
        keyed("k", commands -> commands.functionKill("k"), "FUNCTION KILL", "OK", "OK", null);
        Object withoutCode = List.of(List.of("library_name", "lib", "engine", "LUA", "functions", FUNCTIONS));
        List<FunctionLibrary> library = List.of(new FunctionLibrary("lib", "LUA", READ_FUNCTIONS, null));
        keyed(null, commands -> commands.functionList(), "FUNCTION LIST", withoutCode, withoutCode, library);
        keyed(
                null,
                commands -> commands.functionList("l*"),
                "FUNCTION LIST LIBRARYNAME l*",
                List.of(),
                List.of(),
                List.of());
        Object withCode = List.of(
                List.of("library_name", "lib", "engine", "LUA", "functions", List.of(), "library_code", "#!lua grün"));
        List<FunctionLibrary> libraryWithCode = List.of(new FunctionLibrary("lib", "LUA", List.of(), "#!lua grün"));
        keyed(
                null,
                commands -> commands.functionListWithCode(),
                "FUNCTION LIST WITHCODE",
                withCode,
                withCode,
                libraryWithCode);
        keyed(
                null,
                commands -> commands.functionListWithCode("lib"),
                "FUNCTION LIST LIBRARYNAME lib WITHCODE",
                withCode,
                withCode,
                libraryWithCode);
        keyed(null, commands -> commands.functionLoad("code"), "FUNCTION LOAD code", "lib", "lib", "lib");
        keyed(
                null,
                commands -> commands.functionLoadReplace("code"),
                "FUNCTION LOAD REPLACE code",
                "lib",
                "lib",
                "lib");
        keyed(null, commands -> commands.functionRestore(DUMP), "FUNCTION RESTORE dump", "OK", "OK", null);
        keyed(
                null,
                commands -> commands.functionRestore(DUMP, RestorePolicy.REPLACE),
                "FUNCTION RESTORE dump REPLACE",
                "OK",
                "OK",
                null);
        Object engines = List.of("LUA", List.of("libraries_count", 1, "functions_count", 2));
        Object idle = Arrays.asList("running_script", null, "engines", engines);
        Map<String, FunctionStats.Engine> engine = Map.of("LUA", new FunctionStats.Engine(1, 2));
        keyed(
                "k",
                commands -> commands.functionStats("k"),
                "FUNCTION STATS",
                idle,
                idle,
                new FunctionStats(null, engine));
        Object busy = List.of(
                "running_script",
                List.of("name", "f", "command", List.of("FCALL", "f", "0"), "duration_ms", 250),
                "engines",
                engines);
        keyed(
                "k",
                commands -> commands.functionStats("k"),
                "FUNCTION STATS",
                busy,
                busy,
                new FunctionStats(
                        new FunctionStats.Running("f", List.of("FCALL", "f", "0"), Duration.ofMillis(250)), engine));
    }
}
