package org.rf4j.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JDK on this machine: the one that runs this, those that {@code -Drf4j.tck.jdk}, variables like {@code JAVA_HOME_25}
 * or Maven's toolchains name, and those that the system has installed.
 *
 * @param path its directory
 * @param version its feature version, like 25
 */
record JavaHome(Path path, int version) {

    private static final Pattern TOOLCHAIN = Pattern.compile("<jdkHome>\\s*([^<]+?)\\s*</jdkHome>");
    private static final List<Path> INSTALLED =
            List.of(Path.of("/usr/lib/jvm"), Path.of("/Library/Java/JavaVirtualMachines"));

    /** Returns the first that is new enough: in the order above, of several that are installed the newest. */
    static Optional<JavaHome> atLeast(int version) throws IOException {
        List<Path> places = new ArrayList<>();
        places.add(Path.of(System.getProperty("java.home")));
        add(places, System.getProperty("rf4j.tck.jdk"));
        for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
            if (variable.getKey().startsWith("JAVA_HOME")) {
                add(places, variable.getValue());
            }
        }
        Path toolchains = Path.of(System.getProperty("user.home"), ".m2", "toolchains.xml");
        if (Files.isReadable(toolchains)) {
            Matcher home = TOOLCHAIN.matcher(Files.readString(toolchains));
            while (home.find()) {
                add(places, home.group(1));
            }
        }
        List<JavaHome> named = new ArrayList<>();
        for (Path place : places) {
            of(place).ifPresent(named::add);
        }
        Optional<JavaHome> first =
                named.stream().filter(home -> home.version >= version).findFirst();
        return first.isPresent() ? first : installed(version);
    }

    private static Optional<JavaHome> installed(int version) throws IOException {
        List<JavaHome> found = new ArrayList<>();
        for (Path directory : INSTALLED) {
            if (Files.isDirectory(directory)) {
                try (Stream<Path> homes = Files.list(directory)) {
                    for (Path home : homes.toList()) {
                        of(home).ifPresent(found::add);
                        of(home.resolve("Contents/Home")).ifPresent(found::add);
                    }
                }
            }
        }
        return found.stream().filter(home -> home.version >= version).max(Comparator.comparing(JavaHome::version));
    }

    private static void add(List<Path> places, @Nullable String place) {
        if (place != null && !place.isBlank()) {
            places.add(Path.of(place));
        }
    }

    /** Reads what a JDK says of itself; empty if there is none. */
    private static Optional<JavaHome> of(Path place) throws IOException {
        Path release = place.resolve("release");
        if (!Files.isReadable(release) || !Files.isExecutable(place.resolve("bin/java"))) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        }
        String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Optional.of(new JavaHome(place, Runtime.Version.parse(version).feature()));
    }

    /** Returns the command that starts a program. */
    String java() {
        return path.resolve("bin/java").toString();
    }
}
