package org.rf4j.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rf4j.command.Command;
import org.rf4j.internal.call.Request;

class RequestsTest {

    @Test
    void aReadingCommandOfRedisMayBeSentAgainAndItsRefusalIsProof() {
        Request request = Requests.of(Command.of("get").key("k"));
        assertThat(request.readOnly()).isTrue();
        assertThat(request.refusalIsProof()).isTrue();
        assertThat(request.kind()).isEqualTo(Request.Kind.PLAIN);
        assertThat(request.key()).asString().isEqualTo("k");
        assertThat(request.command().name()).isEqualTo("GET");
    }

    @Test
    void aWritingCommandOfRedisIsNotSentAgainButItsRefusalIsProof() {
        Request request = Requests.of(Command.of("SET").key("k").arg("v"));
        assertThat(request.readOnly()).isFalse();
        assertThat(request.refusalIsProof()).isTrue();
    }

    @Test
    void aWritingCommandDeclaredReadOnlyIsTakenAtItsWord() {
        assertThat(Requests.of(Command.of("SORT").key("k").readOnly()).readOnly())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EVAL",
                "EVALSHA",
                "EVAL_RO",
                "EVALSHA_RO",
                "FCALL",
                "FCALL_RO",
                "MIGRATE",
                "PFADD",
                "PFMERGE",
                "JSON.SET",
                "FT.SEARCH",
                "NEWCOMMAND"
            })
    void theRefusalOfWhatRunsCodeOrIsUnknownProvesNothing(String name) {
        assertThat(Requests.of(Command.of(name).arg("LOAD")).refusalIsProof()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRIPT LOAD", "SCRIPT FLUSH", "FUNCTION LOAD", "FUNCTION RESTORE", "FUNCTION DELETE"})
    void theRefusalOfWhatOnlyKeepsCodeIsProof(String words) {
        String[] two = words.split(" ");
        Request request = Requests.of(Command.of(two[0]).arg(two[1]).arg("code"));
        assertThat(request.refusalIsProof()).isTrue();
        assertThat(request.readOnly()).isFalse();
    }

    @Test
    void aScriptThatCannotWriteMayBeSentAgain() {
        assertThat(Requests.of(Command.of("EVAL_RO").arg("return 1").arg(0)).readOnly())
                .isTrue();
        assertThat(Requests.of(Command.of("EVAL").arg("return 1").arg(0)).readOnly())
                .isFalse();
    }

    @Test
    void subcommandsAreToldApart() {
        assertThat(Requests.of(Command.of("object").args("encoding", "k")).readOnly())
                .isTrue();
        assertThat(Requests.of(Command.of("CONFIG").args("GET", "*")).readOnly())
                .isTrue();
        assertThat(Requests.of(Command.of("CONFIG").args("SET", "a", "b")).readOnly())
                .isFalse();
        assertThat(Requests.of(Command.of("COMMAND")).readOnly()).isTrue();
    }

    @Test
    void publishingHasAKindOfItsOwn() {
        assertThat(Requests.of(Command.of("PUBLISH").args("c", "m")).kind()).isEqualTo(Request.Kind.PUBLISH);
        assertThat(Requests.of(Command.of("SPUBLISH").key("c").arg("m")).kind()).isEqualTo(Request.Kind.PUBLISH);
    }

    @Test
    void waitingHasAKindOfItsOwn() {
        assertThat(Requests.of(Command.of("BLPOP").key("k").arg(0)).kind()).isEqualTo(Request.Kind.BLOCKING);
        assertThat(Requests.of(Command.of("MODULE.WAIT").blocking()).kind()).isEqualTo(Request.Kind.BLOCKING);
        Request read = Requests.of(Command.of("XREAD").args("BLOCK", "0", "STREAMS", "s", "$"));
        assertThat(read.kind()).isEqualTo(Request.Kind.BLOCKING);
        assertThat(read.readOnly()).isTrue();
    }
}
