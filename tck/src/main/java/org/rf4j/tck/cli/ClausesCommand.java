package org.rf4j.tck.cli;

import java.io.PrintWriter;
import org.rf4j.tck.Clauses;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the contract. */
@Command(name = "clauses", description = "Lists the clauses of the contract.", mixinStandardHelpOptions = true)
final class ClausesCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        Clauses.groups().forEach((letter, group) -> {
            out.printf("%s  %s%n", letter, group);
            Clauses.all().forEach((clause, title) -> {
                if (clause.startsWith(letter)) {
                    out.printf("   %-4s %s%n", clause, title);
                }
            });
        });
        out.flush();
    }
}
