package org.rf4j.tck.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rf4j.tck.internal.Choice;
import org.rf4j.tck.internal.ServerChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the kit. */
@Command(
        name = "verify",
        description = "Runs the clauses on a provider, and writes compliance.html, .md and .json.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:no clause failed (some may have been skipped)",
            "1:a clause failed",
            "2:the command line makes no sense; nothing was run",
            "3:nothing was tested, or the kit itself failed"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  verify --classpath my-provider.jar:its-driver.jar",
            "  verify --classpath 'lib/*' --provider lettuce,jedis --modes sentinel --clauses F,P7 --repeat 20",
            "  verify --classpath 'lib/*' --provider lettuce --servers testcontainers --image valkey/valkey:8"
        })
final class VerifyCommand implements Callable<Integer> {

    @Option(
            names = {"-p", "--provider"},
            paramLabel = "NAME",
            split = ",",
            description = "The provider to test, or several; without it, the only one that is found.")
    private List<String> providers = new ArrayList<>();

    @Option(
            names = {"-m", "--modes"},
            paramLabel = "MODE",
            split = ",",
            description = "single, sentinel, cluster; without it, all of them.")
    private List<String> modes = new ArrayList<>();

    @Option(
            names = {"-c", "--clauses"},
            paramLabel = "CLAUSE",
            split = ",",
            description = "Clauses like P7, or whole groups like C; without it, all of them.")
    private List<String> clauses = new ArrayList<>();

    @Option(
            names = {"-t", "--tests"},
            paramLabel = "REGEX",
            description = "Only the tests whose methods' names match.")
    private @Nullable String tests;

    @Option(
            names = {"-s", "--servers"},
            paramLabel = "SOURCE",
            description = "Where the servers come from: embedded (the default), testcontainers (an engine on this"
                    + " machine) or external (those that REDIS_URL, REDIS_SENTINELS or REDIS_CLUSTER_NODES lead to;"
                    + " they have to be empty).")
    private @Nullable String servers;

    @Option(
            names = {"-i", "--image"},
            paramLabel = "IMAGE",
            description =
                    "The image of containers, such as valkey/valkey:8. Default: " + ServerChoice.DEFAULT_IMAGE + ".")
    private @Nullable String image;

    @Option(
            names = {"-n", "--repeat"},
            paramLabel = "N",
            description = "Runs everything so often; a clause is as good as in its worst round. Default: 1.")
    private int rounds = 1;

    @Option(
            names = {"-r", "--report"},
            paramLabel = "DIR",
            description = "Where the report is written. Default: ${DEFAULT-VALUE}.",
            defaultValue = "rf4j-tck-report")
    private Path report = Path.of("rf4j-tck-report");

    @Option(
            names = {"-cp", "--classpath"},
            paramLabel = "PATH",
            description = "Jars and directories with the provider and its driver, separated as for java -cp; 'lib/*' is"
                    + " every jar in lib.")
    private List<String> classPath = new ArrayList<>();

    @Option(
            names = {"-q", "--quiet"},
            description = "Tells of failures only, while it runs.")
    private boolean quiet;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Callable<Integer> verification;
        try {
            verification = ClassPath.of(classPath).verification(parameters(), providers(), rounds, report);
        } catch (IllegalArgumentException misuse) {
            throw new ParameterException(spec.commandLine(), String.valueOf(misuse.getMessage()), misuse);
        }
        return verification.call();
    }

    /** Returns what the kit is told, after a look at whether it makes sense. */
    private Map<String, String> parameters() {
        if (rounds < 1) {
            throw new IllegalArgumentException("--repeat " + rounds + ": give a number from 1 on");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        put(parameters, Choice.MODES, String.join(",", modes));
        put(parameters, Choice.CLAUSES, String.join(",", clauses));
        put(parameters, Choice.TESTS, tests);
        put(parameters, ServerChoice.SOURCE, servers);
        put(parameters, ServerChoice.IMAGE, image);
        parameters.put("rf4j.tck.output", quiet ? "failures" : "all");
        Choice.of(name -> Optional.ofNullable(parameters.get(name)));
        ServerChoice.of(name -> Optional.ofNullable(parameters.get(name)));
        return parameters;
    }

    /** Says of a parameter what an option says of it, else what a system property does. */
    private static void put(Map<String, String> parameters, String name, @Nullable String option) {
        String value = option == null || option.isEmpty() ? System.getProperty(name) : option;
        if (value != null) {
            parameters.put(name, value);
        }
    }

    private List<String> providers() {
        return providers.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }
}
