package org.rf4j.internal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.rf4j.Codec;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.AsyncScriptCommands;
import org.rf4j.command.FlushMode;
import org.rf4j.command.Reply;
import org.rf4j.command.Script;
import org.rf4j.internal.call.Request;
import org.rf4j.spi.ServerError;

class ScriptCommandsTest extends CommandGroupTest {

    private static final Script SCRIPT = Script.of("return 'grün'");
    private static final String SHA = SCRIPT.sha();

    ScriptCommandsTest() {
        super(AsyncScriptCommands.class);
        optionalList("eval", "evalsha", "evalshaRo");
        keyed(
                "k",
                commands -> commands.eval(SCRIPT, List.of("k", "l"), "a"),
                "EVALSHA " + SHA + " 2 k l a",
                List.of("a", 1),
                List.of("a", 1),
                reply(List.of("a", 1)));
        keyed(
                null,
                commands -> commands.eval(SCRIPT.readOnly(), List.of()),
                "EVALSHA_RO " + SHA + " 0",
                null,
                null,
                reply(null));
        keyed(
                null,
                commands -> commands.eval(SCRIPT, List.of(), "a", "b"),
                "EVALSHA " + SHA + " 0 a b",
                Arrays.asList("x", new ServerError("OOPS inside"), null),
                Arrays.asList("x", new ServerError("OOPS inside"), null),
                reply(Arrays.asList("x", new ServerError("OOPS inside"), null)));
        keyed("k", commands -> commands.evalsha("abc", List.of("k")), "EVALSHA abc 1 k", 1, 1, reply(1));
        keyed(
                "k",
                commands -> commands.evalshaRo("abc", List.of("k"), "a"),
                "EVALSHA_RO abc 1 k a",
                "2.5",
                "2.5",
                reply("2.5"));
        keyed(
                null,
                commands -> commands.scriptExists("abc", "def"),
                "SCRIPT EXISTS abc def",
                List.of(1, 0),
                List.of(1, 0),
                List.of(true, false));
        keyed(null, commands -> commands.scriptFlush(), "SCRIPT FLUSH", "OK", "OK", null);
        keyed(null, commands -> commands.scriptFlush(FlushMode.SYNC), "SCRIPT FLUSH SYNC", "OK", "OK", null);
        keyed("k", commands -> commands.scriptKill("k"), "SCRIPT KILL", "OK", "OK", null);
        keyed(null, commands -> commands.scriptLoad(SCRIPT), "SCRIPT LOAD return 'grün'", SHA, SHA, SHA);
    }

    private static Reply reply(Object raw) {
        return Reply.of(FakeCalls.raw(raw));
    }

    private static Request requestOf(Script script, List<String> keys, String... args) {
        FakeCalls calls = FakeCalls.answering(null);
        AsyncRedisCommands<String, String> commands = new EncodedCommands<>(calls, Codec.utf8(), Codec.utf8());
        commands.eval(script, keys, args);
        return calls.last();
    }

    @Test
    void theSourceIsAtHandWhereTheHashIsNotKnown() {
        Request bySha = requestOf(SCRIPT, List.of("k"), "a");
        Request bySource = Objects.requireNonNull(bySha.instead()).get();

        assertThat(FakeCalls.words(bySource)).isEqualTo("EVAL return 'grün' 1 k a");
        assertThat(bySource.key()).isEqualTo(bySha.key());
        assertThat(bySource.instead()).as("there is no second time").isNull();
        assertThat(bySource.readOnly()).isFalse();
        assertThat(bySource.refusalIsProof()).isFalse();
    }

    @Test
    void aScriptThatOnlyReadsStaysOne() {
        Request bySha = requestOf(SCRIPT.readOnly(), List.of());
        Request bySource = Objects.requireNonNull(bySha.instead()).get();

        assertThat(bySha.readOnly()).isTrue();
        assertThat(FakeCalls.words(bySource)).isEqualTo("EVAL_RO return 'grün' 0");
        assertThat(bySource.readOnly()).isTrue();
        assertThat(bySource.refusalIsProof()).isFalse();
    }

    @Test
    void aMissingKeyOrArgumentIsNamed() {
        assertThatThrownBy(() -> requestOf(SCRIPT, Arrays.asList("k", null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("keys[1]");
        assertThatThrownBy(() -> requestOf(SCRIPT, List.of(), "a", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("args[1]");
    }
}
