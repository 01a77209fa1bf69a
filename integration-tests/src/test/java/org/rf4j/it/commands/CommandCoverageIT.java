package org.rf4j.it.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rf4j.tck.server.RespConnection;
import org.rf4j.tck.server.SingleServer;

/** Every command of Redis 7.0 is a typed method, or stands in {@code docs/commands.md} with the reason why not (clause X1). */
final class CommandCoverageIT {

    private static final Path TABLE = Path.of("..", "docs", "commands.md");

    private static final SortedMap<String, DocumentedCommand> DOCUMENTED = new TreeMap<>();
    private static final SortedMap<String, SortedSet<String>> TYPED = new TreeMap<>();
    private static final SortedMap<String, SortedSet<String>> NEWER = new TreeMap<>();
    private static final SortedMap<String, UntypedCommands.Reason> UNTYPED = UntypedCommands.all();

    @BeforeAll
    static void ask() {
        try (SingleServer servers = SingleServer.start();
                RespConnection connection = servers.server().connect(Duration.ofSeconds(2))) {
            String version = connection
                    .callForString("INFO", "server")
                    .lines()
                    .filter(line -> line.startsWith("redis_version:"))
                    .findFirst()
                    .orElseThrow();
            Assumptions.assumeTrue(
                    version.startsWith("redis_version:7.0."), "the table is that of Redis 7.0, and this is " + version);
            DOCUMENTED.putAll(DocumentedCommand.all(connection));
        }
        SentCommands sent = SentCommands.of(DOCUMENTED.keySet());
        TYPED.putAll(sent.methods());
        NEWER.putAll(sent.newer());
    }

    @Test
    void everyCommandIsTypedOrHasAReason() {
        assertThat(without(without(DOCUMENTED.keySet(), TYPED), UNTYPED))
                .as("X1: commands without a method; type them, or give the reason why not in UntypedCommands")
                .isEmpty();
    }

    @Test
    void everyMethodSendsACommandOfThisServer() {
        assertThat(without(TYPED.keySet(), DOCUMENTED))
                .as("X1: commands that methods send, and that Redis 7.0 does not have")
                .isEmpty();
    }

    @Test
    void noCommandWithAReasonIsTypedAfterAll() {
        assertThat(UNTYPED.keySet())
                .as("X1: commands that methods send; take them out of UntypedCommands")
                .doesNotContainAnyElementsOf(TYPED.keySet());
    }

    @Test
    void everyCommandWithAReasonExists() {
        assertThat(without(UNTYPED.keySet(), DOCUMENTED))
                .as("X1: Redis 7.0 has no such commands; take them out of UntypedCommands")
                .isEmpty();
    }

    @Test
    void everyNameInAReasonExists() {
        SortedMap<String, List<String>> unknown = new TreeMap<>();
        UNTYPED.forEach(
                (command, reason) -> unknown.put(command, NamesInText.unknown(reason.text(), DOCUMENTED.keySet())));
        unknown.values().removeIf(List::isEmpty);
        assertThat(unknown)
                .as("X1: reasons in UntypedCommands name what is neither a method nor a command")
                .isEmpty();
    }

    @Test
    void theTableIsWhatWouldBeGenerated() throws IOException {
        String generated = new CoverageTable(DOCUMENTED, TYPED, UNTYPED, NEWER).markdown();
        if (Boolean.getBoolean(CoverageTable.UPDATE)) {
            Files.writeString(TABLE, generated);
        }
        assertThat(Files.exists(TABLE) ? Files.readString(TABLE) : "")
                .as("X1: docs/commands.md is not what would be generated. Write it anew: " + CoverageTable.COMMAND)
                .isEqualTo(generated);
    }

    private static Set<String> without(Set<String> commands, Map<String, ?> others) {
        Set<String> left = new TreeSet<>(commands);
        left.removeAll(others.keySet());
        return left;
    }
}
