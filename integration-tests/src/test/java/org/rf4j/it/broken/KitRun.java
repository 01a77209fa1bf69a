package org.rf4j.it.broken;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.rf4j.tck.Clause;

/**
 * What came of some tests of the kit on the broken provider.
 *
 * @param passed the names of tests that passed
 * @param failures the tests that failed
 */
record KitRun(List<String> passed, List<Failure> failures) {

    /** A test that failed, the clauses that it is marked with, and its message. */
    record Failure(String test, Set<String> clauses, String message) {}

    static KitRun of(LauncherSession session, BrokenCase broken) {
        Listener listener = new Listener();
        session.getLauncher()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(
                                        broken.isBelowTheCore() ? ContractOnBroken.class : KitOnBroken.class))
                                .filters(named(broken.test()))
                                .configurationParameter("rf4j.tck.modes", broken.mode())
                                .configurationParameter("rf4j.tck.report", "target/tck-broken")
                                .configurationParameter("rf4j.tck.output", "nothing")
                                .build(),
                        listener);
        return new KitRun(listener.passed, listener.failures);
    }

    private static PostDiscoveryFilter named(String test) {
        return descriptor -> FilterResult.includedIf(descriptor
                .getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName().equals(test))
                .orElse(!descriptor.isTest()));
    }

    private static final class Listener implements TestExecutionListener {

        private final List<String> passed = new ArrayList<>();
        private final List<Failure> failures = new ArrayList<>();

        @Override
        public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
            MethodSource source = identifier
                    .getSource()
                    .filter(MethodSource.class::isInstance)
                    .map(MethodSource.class::cast)
                    .orElse(null);
            if (source == null || !identifier.isTest()) {
                return;
            }
            if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                passed.add(source.getMethodName());
            } else if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                Clause clause = source.getJavaMethod().getAnnotation(Clause.class);
                failures.add(new Failure(
                        source.getMethodName(),
                        clause == null ? Set.of(BrokenCase.SPI) : Set.of(clause.value()),
                        result.getThrowable().map(Throwable::toString).orElse("")));
            }
        }
    }
}
