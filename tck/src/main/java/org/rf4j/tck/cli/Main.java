package org.rf4j.tck.cli;

import java.io.PrintWriter;
import org.rf4j.tck.internal.report.Facts;
import org.rf4j.tck.server.RedisServerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The kit as a program, for those who have a provider and no build around it:
 *
 * <pre>{@code
 * java -jar rf4j-tck-VERSION-standalone.jar verify --classpath my-provider.jar:its-driver.jar
 * java -cp rf4j-tck-VERSION-standalone.jar:my-provider.jar:its-driver.jar org.rf4j.tck.cli.Main verify
 * }</pre>
 *
 * <p>The virtual machine ends with 0 if no clause failed, 1 if one did, 2 if the command line makes no sense, and 3 if
 * nothing was tested or the kit itself failed.
 */
@Command(
        name = "rf4j-tck",
        description =
                "The compatibility kit of RF4J: does a provider keep the contract, clause by clause, on real servers?",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {VerifyCommand.class, ClausesCommand.class, CommandLine.HelpCommand.class})
public final class Main implements Runnable {

    static final int PASSED = 0;
    static final int FAILED = 1;
    static final int MISUSED = 2;
    static final int NOTHING_TESTED = 3;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private Main() {}

    /** Runs the program, and ends the virtual machine. */
    public static void main(String... arguments) {
        // Before anything logs: the progress is what people want to see.
        if (System.getProperty("org.slf4j.simpleLogger.defaultLogLevel") == null) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        }
        // A driver under test may have left threads that would keep it alive.
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments));
    }

    /** Runs the program, and returns how it ended. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(Main::tellOfMisuse)
                .setExecutionExceptionHandler(Main::tellOfFailure)
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: verify, or clauses");
    }

    private static int tellOfMisuse(ParameterException misuse, String... arguments) {
        CommandLine command = misuse.getCommandLine();
        command.getErr().println(misuse.getMessage());
        UnmatchedArgumentException.printSuggestions(misuse, command.getErr());
        command.getErr().println("(" + command.getCommandSpec().qualifiedName() + " --help lists every option)");
        return MISUSED;
    }

    private static int tellOfFailure(Exception failure, CommandLine command, CommandLine.ParseResult result) {
        // By its name: with --classpath it comes from another class loader.
        if (failure.getClass().getName().equals(RedisServerException.class.getName())) {
            command.getErr().println("the servers cannot be used: " + failure.getMessage());
            return NOTHING_TESTED;
        }
        command.getErr().println("the kit itself failed:");
        failure.printStackTrace(command.getErr());
        return NOTHING_TESTED;
    }

    /** Says which version this is. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"rf4j-tck " + Facts.version()};
        }
    }
}
