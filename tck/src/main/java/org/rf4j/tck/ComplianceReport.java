package org.rf4j.tck;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Notes how each test ended, prints it, and writes the report when all tests have run. */
final class ComplianceReport implements BeforeEachCallback, TestWatcher {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(ComplianceReport.class);
    private static final String DIRECTORY = "rf4j.tck.report";
    private static final Map<String, Running> RUNNING = new ConcurrentHashMap<>();

    private static final int LOG_LINES = 60;

    private record Running(String provider, String mode, long beganNanos, Verdicts verdicts) {}

    @Override
    public void beforeEach(ExtensionContext context) {
        ClauseTests tests = (ClauseTests) context.getRequiredTestInstance();
        tests.standIn(
                context.getRequiredTestInstances().findInstance(EveryMode.class).orElseThrow());
        // The servers are started once, however often the kit is run in one session of the launcher.
        context.getStore(ExtensionContext.StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(Bench.class, key -> (AutoCloseable) Bench::closeAll);
        Verdicts verdicts = context.getStore(ExtensionContext.StoreScope.EXECUTION_REQUEST, NAMESPACE)
                .getOrComputeIfAbsent(Verdicts.class, key -> begin(context), Verdicts.class);
        RUNNING.put(
                context.getUniqueId(),
                new Running(
                        tests.provider().name(),
                        tests.mode().name().toLowerCase(Locale.ROOT),
                        System.nanoTime(),
                        verdicts));
    }

    private static Verdicts begin(ExtensionContext context) {
        ExercisedMethods.clear();
        return new Verdicts(Path.of(context.getConfigurationParameter(DIRECTORY).orElse("target/tck")));
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        record(context, Verdict.PASSED, null);
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        record(context, Verdict.FAILED, cause);
        tellLogs(context);
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        if (cause instanceof ProtocolNotSpokenException) {
            recordUnspoken(context, cause);
        } else {
            record(context, Verdict.SKIPPED, cause);
        }
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        // Not run, so its clauses stay untested.
    }

    private static void recordUnspoken(ExtensionContext context, Throwable cause) {
        Running running = RUNNING.remove(context.getUniqueId());
        Clause clause = context.getRequiredTestMethod().getAnnotation(Clause.class);
        if (running != null && clause != null && List.of(clause.value()).contains(ProtocolNotSpokenException.CLAUSE)) {
            running.verdicts()
                    .add(
                            running.provider(),
                            running.mode(),
                            new String[] {ProtocolNotSpokenException.CLAUSE},
                            nameOf(context),
                            Verdict.SKIPPED,
                            cause.getMessage());
        }
    }

    private static String nameOf(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
    }

    private static void record(ExtensionContext context, Verdict verdict, @Nullable Throwable cause) {
        Running running = RUNNING.remove(context.getUniqueId());
        Clause clause = context.getRequiredTestMethod().getAnnotation(Clause.class);
        if (running == null || clause == null) {
            return;
        }
        String test = nameOf(context);
        String reason = cause == null ? null : firstLines(cause);
        running.verdicts().add(running.provider(), running.mode(), clause.value(), test, verdict, reason);
        double seconds = (System.nanoTime() - running.beganNanos()) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "[rf4j-tck] %s %s %s %s %.1f s  %s%s%n",
                running.provider(),
                running.mode(),
                String.join(",", clause.value()),
                verdict == Verdict.PASSED ? "ok" : verdict.word(),
                seconds,
                context.getRequiredTestMethod().getName(),
                reason == null ? "" : ": " + reason);
    }

    /** What the servers saw, for a failure that nobody can have again at will. */
    private static void tellLogs(ExtensionContext context) {
        ClauseTests tests = (ClauseTests) context.getRequiredTestInstance();
        System.out.println("[rf4j-tck] the servers' logs:\n" + Bench.logs(tests.mode(), LOG_LINES));
    }

    private static String firstLines(Throwable cause) {
        String text = cause.getClass().getSimpleName() + ": "
                + String.valueOf(cause.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
        return text.length() <= 400 ? text : text.substring(0, 400) + "…";
    }
}
