package org.rf4j.internal.discovery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.rf4j.spi.RedisProvider;

/**
 * What the services files of a class loader name and {@link java.util.ServiceLoader} cannot load. That does not say where
 * it found such a name, nor, if a class is missing that the named one needs, which one that is.
 */
final class ServicesFiles {

    /** The name of such a file. */
    static final String NAME = "META-INF/services/" + RedisProvider.class.getName();

    private final ClassLoader loader;
    private final List<ProviderSearch.Broken> broken = new ArrayList<>();

    private ServicesFiles(ClassLoader loader) {
        this.loader = loader;
    }

    /** Returns what is broken in the files that a loader sees. */
    static List<ProviderSearch.Broken> broken(ClassLoader loader) {
        ServicesFiles files = new ServicesFiles(loader);
        try {
            Collections.list(loader.getResources(NAME)).forEach(files::read);
        } catch (IOException unreadable) {
            files.add("the files " + NAME + " cannot be found: " + unreadable, unreadable);
        }
        return files.broken;
    }

    private void read(URL file) {
        try {
            URLConnection connection = file.openConnection();
            // A cached jar would stay open.
            connection.setUseCaches(false);
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
                reader.lines()
                        .map(line -> line.contains("#") ? line.substring(0, line.indexOf('#')) : line)
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .forEach(line -> check(line, file));
            }
        } catch (IOException | RuntimeException unreadable) {
            add(file + " cannot be read: " + unreadable, unreadable);
        }
    }

    private void check(String line, URL file) {
        String named = line + ", named in " + file + ": ";
        if (!line.chars().allMatch(each -> each == '.' || Character.isJavaIdentifierPart(each))) {
            String reason =
                    "this is not the name of a class, and keeps the whole file from being read; remove the line";
            add(named + reason, new IllegalArgumentException(line));
            return;
        }
        try {
            Class<?> type = Class.forName(line, false, loader);
            if (!RedisProvider.class.isAssignableFrom(type)) {
                add(Origin.describe(type) + ": " + whyNone(type), new ClassCastException(line));
            } else if (Stream.of(type.getConstructors()).noneMatch(each -> each.getParameterCount() == 0)) {
                add(named + "it needs a public constructor without parameters", new NoSuchMethodException(line + "()"));
            }
        } catch (ClassNotFoundException missing) {
            add(named + "there is no such class; add the jar that has it, or remove the line", missing);
        } catch (LinkageError misfit) {
            add(named + Misfit.reason(misfit), misfit);
        }
    }

    private static String whyNone(Class<?> type) {
        try {
            Class<?> other = Class.forName(RedisProvider.class.getName(), false, type.getClassLoader());
            if (other.isAssignableFrom(type)) {
                return "it belongs to another copy of rf4j-api, the one " + Origin.of(other) + ", and not to this one, "
                        + Origin.of(RedisProvider.class) + "; leave one of the two, where both the provider and the"
                        + " application see it";
            }
        } catch (ClassNotFoundException | LinkageError isolated) {
            // Then it is none of any copy.
        }
        return "it does not implement " + RedisProvider.class.getName() + "; remove the line that names it from "
                + NAME;
    }

    private void add(String description, Throwable cause) {
        broken.add(new ProviderSearch.Broken(description, cause));
    }
}
