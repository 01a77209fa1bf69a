package org.rf4j.tck.cli;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** What went wrong outside of any test, and so with no clause. */
final class ContainerFailures implements TestExecutionListener {

    private final List<Throwable> failures = new ArrayList<>();

    @Override
    public synchronized void executionFinished(TestIdentifier what, TestExecutionResult result) {
        if (what.isContainer() && result.getStatus() == TestExecutionResult.Status.FAILED) {
            failures.add(result.getThrowable().orElseGet(() -> new IllegalStateException(what.getDisplayName())));
        }
    }

    synchronized List<Throwable> all() {
        return List.copyOf(failures);
    }
}
