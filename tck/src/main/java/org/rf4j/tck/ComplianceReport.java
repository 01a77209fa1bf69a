package org.rf4j.tck;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.TestWatcher;
import org.opentest4j.TestAbortedException;
import org.rf4j.tck.internal.Choice;
import org.rf4j.tck.internal.ServerChoice;
import org.rf4j.tck.internal.report.Compliance;
import org.rf4j.tck.internal.report.Facts;
import org.rf4j.tck.internal.report.FailureText;
import org.rf4j.tck.internal.report.ReportFiles;
import org.rf4j.tck.internal.report.Run;
import org.rf4j.tck.internal.report.TestName;
import org.rf4j.tck.internal.report.Verdict;
import org.rf4j.tck.server.Servers;

/**
 * Notes how each test ended, prints it, and writes the report when all tests have run; unless who opened the launcher's
 * session has put a {@link Compliance} there, and thereby writes it.
 */
final class ComplianceReport implements BeforeEachCallback, TestWatcher {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(ComplianceReport.class);
    private static final ExtensionContext.Namespace OF_THE_SESSION =
            ExtensionContext.Namespace.create(Compliance.class);
    private static final String DIRECTORY = "rf4j.tck.report";
    private static final String OUTPUT = "rf4j.tck.output";
    private static final Map<String, Running> RUNNING = new ConcurrentHashMap<>();

    private static final int LOG_LINES = 60;

    private record Running(String provider, String mode, long beganNanos, Notes notes) {

        Duration time() {
            return Duration.ofNanos(System.nanoTime() - beganNanos);
        }

        /** Notes an end for those clauses that were chosen: of the others, other tests were left out. */
        void note(Stream<String> clauses, ExtensionContext context, Run run) {
            List<String> chosen =
                    clauses.filter(notes.choice.clauses()::contains).toList();
            notes.compliance.add(provider, mode, chosen, nameOf(context), run);
        }
    }

    /**
     * What is noted during one execution.
     *
     * @param compliance where
     * @param choice what was chosen
     * @param directory where it is written down in the end; null, if somebody else does that
     */
    private record Notes(
            Compliance compliance, Choice choice, @Nullable Path directory) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            if (directory != null) {
                ReportFiles.writeEach(directory, compliance.report());
            }
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        ClauseTests tests = (ClauseTests) context.getRequiredTestInstance();
        tests.standIn(
                context.getRequiredTestInstances().findInstance(EveryMode.class).orElseThrow());
        // The servers are started once, however often the kit is run in one session of the launcher.
        context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(Bench.class, key -> (AutoCloseable) Bench::closeAll);
        Notes notes = context.getStore(StoreScope.EXECUTION_REQUEST, NAMESPACE)
                .getOrComputeIfAbsent(Notes.class, key -> begin(context), Notes.class);
        RUNNING.put(
                context.getUniqueId(),
                new Running(
                        tests.provider().name(),
                        tests.mode().name().toLowerCase(Locale.ROOT),
                        System.nanoTime(),
                        notes));
    }

    private static Notes begin(ExtensionContext context) {
        ExercisedMethods.clear();
        ServerChoice.of(context::getConfigurationParameter).use();
        Choice choice = Choice.of(context::getConfigurationParameter).within(Servers.modes());
        Compliance ofTheSession =
                context.getStore(StoreScope.LAUNCHER_SESSION, OF_THE_SESSION).get(Compliance.class, Compliance.class);
        if (ofTheSession != null) {
            return new Notes(ofTheSession, choice, null);
        }
        return new Notes(
                new Compliance(Facts.of(Servers.describe(), choice.describe())),
                choice,
                Path.of(context.getConfigurationParameter(DIRECTORY).orElse("target/tck")));
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        record(context, running -> Run.passed(running.time()));
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        record(context, running -> Run.failed(running.time(), orUnknown(cause)));
        if (tells(context, Verdict.FAILED)) {
            tellLogs(context);
        }
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        if (cause instanceof ProtocolNotSpokenException) {
            recordUnspoken(context, cause);
        } else {
            record(context, running -> Run.skipped(running.time(), reason(cause)));
        }
    }

    private static String reason(@Nullable Throwable abort) {
        return abort instanceof TestAbortedException && abort.getMessage() != null
                ? abort.getMessage().replaceFirst("^Assumption failed: ", "")
                : FailureText.oneLine(orUnknown(abort));
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        // Not run, so its clauses stay untested.
    }

    private static void recordUnspoken(ExtensionContext context, Throwable cause) {
        Running running = RUNNING.remove(context.getUniqueId());
        Clause clause = context.getRequiredTestMethod().getAnnotation(Clause.class);
        String unspoken = ProtocolNotSpokenException.CLAUSE;
        if (running != null && clause != null && List.of(clause.value()).contains(unspoken)) {
            Run run = Run.skipped(running.time(), String.valueOf(cause.getMessage()));
            running.note(Stream.of(unspoken), context, run);
        }
    }

    private static TestName nameOf(ExtensionContext context) {
        String method = context.getRequiredTestMethod().getName();
        String shown = context.getDisplayName();
        return new TestName(
                context.getRequiredTestClass().getSimpleName(), method, shown.startsWith(method + "(") ? "" : shown);
    }

    private static void record(ExtensionContext context, Function<Running, Run> end) {
        Running running = RUNNING.remove(context.getUniqueId());
        Clause clause = context.getRequiredTestMethod().getAnnotation(Clause.class);
        if (running == null || clause == null) {
            return;
        }
        Run run = end.apply(running);
        running.note(Stream.of(clause.value()), context, run);
        if (tells(context, run.verdict())) {
            tell(context, running, clause, run);
        }
    }

    /** What is printed: {@code all}, which is the default, {@code failures} or {@code nothing}. */
    private static boolean tells(ExtensionContext context, Verdict verdict) {
        return switch (context.getConfigurationParameter(OUTPUT).orElse("all")) {
            case "nothing" -> false;
            case "failures" -> verdict == Verdict.FAILED;
            default -> true;
        };
    }

    private static void tell(ExtensionContext context, Running running, Clause clause, Run run) {
        System.out.printf(
                Locale.ROOT,
                "[rf4j-tck] %s %s %s %s %.1f s  %s%s%n",
                running.provider(),
                running.mode(),
                String.join(",", clause.value()),
                run.verdict() == Verdict.PASSED ? "ok" : run.verdict().word(),
                run.time().toNanos() / 1e9,
                context.getRequiredTestMethod().getName(),
                run.reason() == null ? "" : ": " + run.reason());
    }

    /** What the servers saw, for a failure that nobody can have again at will. */
    private static void tellLogs(ExtensionContext context) {
        ClauseTests tests = (ClauseTests) context.getRequiredTestInstance();
        System.out.println("[rf4j-tck] the servers' logs:\n" + Bench.logs(tests.mode(), LOG_LINES));
    }

    private static Throwable orUnknown(@Nullable Throwable cause) {
        return Objects.requireNonNullElseGet(cause, () -> new AssertionError("no cause was given"));
    }
}
