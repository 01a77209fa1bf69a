package org.rf4j.tck.cli;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Where the provider and its driver are. With entries of its own, the kit and RF4J are loaded anew in one class loader with
 * them: a driver sees exactly what it would see on the class path of an application, from whatever thread it looks.
 *
 * @param entries what comes after the class path of this virtual machine
 */
record ClassPath(List<Path> entries) {

    private static final String PROPERTY = "java.class.path";

    /**
     * Reads paths as {@code java -cp} does.
     *
     * @throws IllegalArgumentException if there is nothing where one leads
     */
    static ClassPath of(List<String> paths) {
        List<Path> entries = new ArrayList<>();
        for (String path : paths) {
            for (String entry : path.split(File.pathSeparator)) {
                if (entry.endsWith(File.separator + "*") || entry.equals("*")) {
                    entries.addAll(jars(Path.of(entry.substring(0, entry.length() - 1))));
                } else if (!entry.isEmpty()) {
                    entries.add(existing(Path.of(entry)));
                }
            }
        }
        return new ClassPath(List.copyOf(entries));
    }

    private static List<Path> jars(Path directory) {
        if (!Files.isDirectory(directory.toAbsolutePath())) {
            throw missing(directory);
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> jars = files.filter(
                            file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))
                    .sorted()
                    .toList();
            if (jars.isEmpty()) {
                throw new IllegalArgumentException("--classpath: there is no jar in " + directory.toAbsolutePath());
            }
            return jars;
        } catch (IOException e) {
            throw new IllegalArgumentException("--classpath: cannot read " + directory + ": " + e.getMessage(), e);
        }
    }

    private static Path existing(Path entry) {
        if (!Files.exists(entry)) {
            throw missing(entry);
        }
        return entry;
    }

    private static IllegalArgumentException missing(Path entry) {
        return new IllegalArgumentException("--classpath: there is no " + entry.toAbsolutePath()
                + ". Name jars and directories, separated by '" + File.pathSeparator + "'");
    }

    /**
     * Returns a run of the kit, which sees this class path.
     *
     * @throws IllegalArgumentException if it has no such provider; says which it has
     */
    Callable<Integer> verification(Map<String, String> parameters, List<String> providers, int rounds, Path report)
            throws Exception {
        if (entries.isEmpty()) {
            return Verification.of(parameters, providers, rounds, report);
        }
        List<String> all = new ArrayList<>(List.of(System.getProperty(PROPERTY)));
        entries.forEach(entry -> all.add(entry.toString()));
        // Some tests start virtual machines, with the class path of this one.
        System.setProperty(PROPERTY, String.join(File.pathSeparator, all));
        ClassLoader loader = loader();
        Thread.currentThread().setContextClassLoader(loader);
        Method prepare = loader.loadClass(Verification.class.getName())
                .getDeclaredMethod("of", Map.class, List.class, int.class, Path.class);
        prepare.setAccessible(true);
        try {
            @SuppressWarnings("unchecked")
            Callable<Integer> verification =
                    (Callable<Integer>) prepare.invoke(null, parameters, providers, rounds, report);
            return verification;
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw thrown;
        }
    }

    /** Not closed: threads of drivers load classes to the end of the virtual machine. */
    private ClassLoader loader() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty(PROPERTY).split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return new URLClassLoader("rf4j-tck", urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
