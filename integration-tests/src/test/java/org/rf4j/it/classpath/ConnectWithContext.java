package org.rf4j.it.classpath;

import java.io.IOException;
import java.net.URLClassLoader;
import java.util.Arrays;

/** Runs {@link Connect} with another context class loader. */
public final class ConnectWithContext {

    private ConnectWithContext() {}

    /**
     * Takes what kind of context class loader there is to be, and its class path.
     *
     * @param arguments {@code none}; {@code child}, of the system's class loader; or {@code stranger}, of nobody's
     */
    public static void main(String... arguments) throws IOException {
        String[] classPath = Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (arguments[0]) {
            case "none" -> connect(null);
            case "child" -> {
                try (URLClassLoader loader = new URLClassLoader(ConnectIsolated.urls(classPath))) {
                    connect(loader);
                }
            }
            case "stranger" -> {
                try (URLClassLoader loader =
                        new URLClassLoader(ConnectIsolated.urls(classPath), ClassLoader.getPlatformClassLoader())) {
                    connect(loader);
                }
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void connect(ClassLoader context) {
        Thread.currentThread().setContextClassLoader(context);
        Connect.main();
    }
}
