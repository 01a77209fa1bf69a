package org.rf4j.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rf4j.spi.RawCommand;

class CommandTest {

    private static List<String> words(Command command) {
        RawCommand raw = command.toRaw();
        List<String> words = new ArrayList<>(List.of(raw.name()));
        for (int i = 0; i < raw.argumentCount(); i++) {
            words.add(new String(raw.argument(i), StandardCharsets.UTF_8));
        }
        return words;
    }

    @Test
    void argumentsOfAllKindsAreSentInTheirOrder() {
        Command command = Command.of("json.set")
                .key("doc")
                .arg("$")
                .arg(12L)
                .arg(0.5)
                .arg(Double.NEGATIVE_INFINITY)
                .arg(new byte[] {'x'})
                .args("a", "b");
        assertThat(words(command)).containsExactly("JSON.SET", "doc", "$", "12", "0.5", "-inf", "x", "a", "b");
        assertThat(command.name()).isEqualTo("JSON.SET");
        assertThat(command.argumentCount()).isEqualTo(8);
    }

    @Test
    void addingAnArgumentLeavesTheOriginalAsItWas() {
        Command original = Command.of("GET");
        Command one = original.key("a");
        Command two = original.key("b");
        assertThat(words(original)).containsExactly("GET");
        assertThat(words(one)).containsExactly("GET", "a");
        assertThat(words(two)).containsExactly("GET", "b");
    }

    @Test
    void theFirstKeyIsTheOneToRouteBy() {
        assertThat(Command.of("COPY").key("a").key("b").firstKey()).asString().isEqualTo("a");
        assertThat(Command.of("OBJECT").arg("FREQ").key("k").firstKey())
                .asString()
                .isEqualTo("k");
        assertThat(Command.of("PING").arg("k").firstKey()).isNull();
    }

    @Test
    void bytesGivenAreCopied() {
        byte[] given = {'a'};
        Command command = Command.of("GET").key(given);
        given[0] = 'b';
        assertThat(words(command)).containsExactly("GET", "a");
    }

    @Test
    void toStringShowsNoArgument() {
        assertThat(Command.of("ACL").args("SETUSER", "joe", ">secret")).hasToString("ACL (3 arguments)");
    }

    @Test
    void aHundredThousandArgumentsAreNoTrouble() {
        Command command = Command.of("RPUSH").key("k");
        for (int i = 0; i < 100_000; i++) {
            command = command.arg(i);
        }
        RawCommand raw = command.toRaw();
        assertThat(raw.argumentCount()).isEqualTo(100_001);
        assertThat(raw.argument(100_000)).asString().isEqualTo("99999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SET k", "SET\n", "SET\0", "SÉT"})
    void aNameThatNoCommandHasIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Command.of(name))
                .withMessageStartingWith("the name of the command");
    }

    @ParameterizedTest
    @CsvSource({
        "SUBSCRIBE, redis.pubSub()",
        "psubscribe, redis.pubSub()",
        "SSUBSCRIBE, redis.pubSub()",
        "UNSUBSCRIBE, redis.pubSub()",
        "PUNSUBSCRIBE, redis.pubSub()",
        "SUNSUBSCRIBE, redis.pubSub()",
        "MULTI, redis.transaction",
        "EXEC, redis.transaction",
        "DISCARD, redis.transaction",
        "WATCH, redis.transaction",
        "UNWATCH, redis.transaction",
        "SELECT, RedisConfig",
        "AUTH, CredentialsProvider",
        "HELLO, RedisConfig",
        "RESET, make another Redis",
        "QUIT, redis.close()",
        "MONITOR, redis-cli",
        "READONLY, cluster",
        "READWRITE, cluster",
        "ASKING, cluster",
        "SYNC, servers alone",
        "PSYNC, servers alone",
        "REPLCONF, servers alone",
        "WAIT, transaction right after the write",
        "WAITAOF, transaction right after the write",
    })
    void aCommandThatChangesTheSharedConnectionIsRefusedWithWhatToUseInstead(String name, String advice) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Command.of(name))
                .withMessageStartingWith(name.toUpperCase(Locale.ROOT) + " ")
                .withMessageContaining(advice);
    }

    @ParameterizedTest
    @CsvSource({
        "CLIENT, reply",
        "CLIENT, TRACKING",
        "CLIENT, CACHING",
        "CLIENT, SETNAME",
        "CLIENT, SETINFO",
        "CLIENT, NO-EVICT",
        "CLIENT, NO-TOUCH",
        "SCRIPT, DEBUG"
    })
    void aSubcommandThatChangesTheSharedConnectionIsRefused(String name, String subcommand) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Command.of(name).arg(subcommand))
                .withMessageStartingWith(name + " " + subcommand.toUpperCase(Locale.ROOT) + " ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Command.of(name).arg(subcommand.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void otherSubcommandsAreAllowed() {
        assertThat(words(Command.of("CLIENT").arg("LIST"))).containsExactly("CLIENT", "LIST");
        assertThat(words(Command.of("SET").key("CLIENT").arg("REPLY"))).containsExactly("SET", "CLIENT", "REPLY");
        assertThat(words(Command.of("CLIENT").args("KILL", "REPLY"))).containsExactly("CLIENT", "KILL", "REPLY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BLPOP", "BRPOP", "BRPOPLPUSH", "BLMOVE", "BLMPOP", "BZPOPMIN", "BZPOPMAX", "bzmpop"})
    void aCommandKnownToWaitIsBlockingByItself(String name) {
        assertThat(Command.of(name).key("k").isBlocking()).isTrue();
    }

    @Test
    void readingAStreamIsBlockingOnlyIfItAsksForIt() {
        Command read = Command.of("XREAD");
        assertThat(read.args("COUNT", "1", "block", "0", "STREAMS", "s", "$").isBlocking())
                .isTrue();
        assertThat(read.args("STREAMS", "BLOCK", "0").isBlocking()).isFalse();
        Command group = Command.of("XREADGROUP");
        assertThat(group.args("GROUP", "BLOCK", "BLOCK", "STREAMS", "s", ">").isBlocking())
                .isFalse();
        assertThat(group.args("GROUP", "g", "STREAMS", "BLOCK", "5", "STREAMS", "s", ">")
                        .isBlocking())
                .isTrue();
    }

    @Test
    void otherCommandsAreWhatTheyAreDeclared() {
        Command command = Command.of("MODULE.CALL");
        assertThat(command.isReadOnly()).isFalse();
        assertThat(command.isBlocking()).isFalse();
        assertThat(command.readOnly().isReadOnly()).isTrue();
        assertThat(command.blocking().arg("x").isBlocking()).isTrue();
        assertThat(command.readOnly().blocking().isReadOnly()).isTrue();
    }

    @Test
    void nullIsRefusedByTheNameOfTheParameter() {
        assertThatThrownBy(() -> Command.of(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("name");
        assertThatThrownBy(() -> Command.of("GET").key((String) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("key");
        assertThatThrownBy(() -> Command.of("GET").arg((byte[]) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("bytes");
    }
}
