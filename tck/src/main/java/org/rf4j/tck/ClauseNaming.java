package org.rf4j.tck;

import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** Has every failure name the clause that is broken, what is expected and what was seen instead. */
final class ClauseNaming implements TestExecutionExceptionHandler {

    private static final Pattern NAMED = Pattern.compile("(?s).*\\b[CPFDXS]\\d+: .*");

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        Clause clause = context.getRequiredTestMethod().getAnnotation(Clause.class);
        boolean named = thrown instanceof AssertionError
                && NAMED.matcher(String.valueOf(thrown.getMessage())).matches();
        if (clause == null || named || thrown instanceof TestAbortedException) {
            throw thrown;
        }
        throw new AssertionError(
                "[" + String.join(", ", clause.value()) + ": "
                        + words(context.getRequiredTestMethod().getName()) + "] " + thrown,
                thrown);
    }

    /** The names of tests are sentences. */
    private static String words(String name) {
        return name.replaceAll("(?<=.)([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
