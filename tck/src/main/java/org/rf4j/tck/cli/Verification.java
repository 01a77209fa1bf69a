package org.rf4j.tck.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.rf4j.tck.internal.Choice;
import org.rf4j.tck.internal.ServerChoice;
import org.rf4j.tck.internal.report.Compliance;
import org.rf4j.tck.internal.report.Facts;
import org.rf4j.tck.internal.report.Report;
import org.rf4j.tck.internal.report.ReportFiles;
import org.rf4j.tck.server.Servers;

/** Some rounds of the kit on some providers, in one session of JUnit's launcher: the servers live as long as that. */
final class Verification implements Callable<Integer> {

    private final Map<String, String> parameters;
    private final List<String> providers;
    private final int rounds;
    private final Path directory;
    private final Compliance compliance;

    private Verification(Map<String, String> parameters, List<String> providers, int rounds, Path directory) {
        this.parameters = new LinkedHashMap<>(parameters);
        this.providers = providers;
        this.rounds = rounds;
        this.directory = directory;
        this.compliance = new Compliance(facts());
    }

    /**
     * Prepares a run.
     *
     * @param parameters what the kit is told
     * @param providers names of providers; if there is none, the only provider on the class path is meant
     * @throws IllegalArgumentException if there is no such provider; says which there are
     */
    static Callable<Integer> of(Map<String, String> parameters, List<String> providers, int rounds, Path directory) {
        FoundProviders found = FoundProviders.search();
        List<String> chosen = found.choose(providers);
        Verification verification = new Verification(parameters, chosen, rounds, directory);
        Summary.begin(found, chosen, verification.facts(), rounds);
        return verification;
    }

    private Map<String, String> facts() {
        ServerChoice.of(this::parameter).use();
        Choice choice = Choice.of(this::parameter).within(Servers.modes());
        return Facts.of(Servers.describe(), choice.describe());
    }

    private Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    @Override
    public Integer call() throws IOException {
        // Who interrupts the twentieth round wants to know of the nineteen.
        Thread interrupted = new Thread(this::write, "rf4j-tck-report");
        Runtime.getRuntime().addShutdownHook(interrupted);
        ContainerFailures failures = new ContainerFailures();
        runAll(failures);
        Runtime.getRuntime().removeShutdownHook(interrupted);
        Report report = write();
        return Summary.end(report, failures, directory);
    }

    private void runAll(ContainerFailures failures) {
        LauncherConfig config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .build();
        try (LauncherSession session = LauncherFactory.openSession(config)) {
            session.getStore().put(Namespace.create(Compliance.class), Compliance.class, compliance);
            for (int round = 1; round <= rounds; round++) {
                for (String provider : providers) {
                    Summary.beginRound(provider, round, rounds);
                    session.getLauncher().execute(request(provider), failures);
                }
            }
        }
    }

    private LauncherDiscoveryRequest request(String provider) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(StandaloneKit.class))
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .configurationParameters(parameters)
                .configurationParameter(StandaloneKit.PROVIDER, provider)
                .build();
    }

    private Report write() {
        Report report = compliance.report();
        try {
            ReportFiles.write(directory, report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return report;
    }
}
