package org.rf4j.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line; what it runs is seen to where there is a provider. */
class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    verify --modes clutser     | there is no mode 'clutser'
                    verify --clauses C3,Z9     | the contract has no clause 'Z9'
                    verify --tests *x          | regular expression
                    verify --image redis:8     | is of use with servers 'testcontainers' only
                    verify --servers docker    | embedded, testcontainers, external
                    verify --repeat 0          | give a number from 1 on
                    verify --repeat often      | 'often' is not an int
                    verify --classpath no.jar  | there is no
                    verify --provider lettuce  | there is no provider on the class path
                    verify                     | there is no provider on the class path
                    verfy                      | Did you mean: rf4j-tck verify
                    verify --provder lettuce   | --provider
                    ''                         | verify, or clauses
                    """)
    void whatMakesNoSenseIsRefusedAtOnce(String line, String message) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(Main.MISUSED);
        assertThat(err.toString()).contains(message, "--help");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void theHelpHasTheOptionsAndTheExitStatus() {
        assertThat(run("verify", "--help")).isEqualTo(Main.PASSED);
        assertThat(out.toString())
                .contains("--provider", "--modes", "--clauses", "--tests", "--servers", "--repeat", "--report")
                .contains("--classpath", "--quiet", "rf4j-tck-report", "Exit status:");
    }

    @Test
    void theClausesAreListed() {
        assertThat(run("clauses")).isEqualTo(Main.PASSED);
        assertThat(out.toString()).contains("Publish and subscribe", "P7   a possible loss is reported");
    }

    @Test
    void itSaysItsVersion() {
        assertThat(run("--version")).isEqualTo(Main.PASSED);
        assertThat(out.toString()).matches("rf4j-tck \\d+\\.\\d+\\.\\d+\\S*\\s*");
    }
}
