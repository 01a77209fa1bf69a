package org.rf4j.internal.discovery;

import java.io.IOException;
import java.net.URL;
import java.security.CodeSource;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.rf4j.spi.RedisProvider;

/** Where classes come from, in the words of messages. */
final class Origin {

    private static final String API = RedisProvider.class.getName().replace('.', '/') + ".class";

    private Origin() {}

    /** Returns the name of a class, and where it comes from. */
    static String describe(Class<?> type) {
        return type.getName() + " " + of(type);
    }

    /** Returns where a class comes from. */
    static String of(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null
                ? "from " + type.getClassLoader()
                : "in " + source.getLocation();
    }

    /** Returns where RF4J's class loader finds rf4j-api, first the one in use; more than one if there are several copies. */
    static List<String> copiesOfApi() {
        ClassLoader loader =
                Objects.requireNonNullElseGet(Origin.class.getClassLoader(), ClassLoader::getSystemClassLoader);
        try {
            return Collections.list(loader.getResources(API)).stream()
                    .map(Origin::withoutEntry)
                    .distinct()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** {@code jar:file:/x.jar!/entry} is {@code file:/x.jar} in words, as a code source has it. */
    private static String withoutEntry(URL entry) {
        String location = entry.toString();
        location = location.substring(0, location.length() - API.length());
        return location.startsWith("jar:file:") && location.endsWith("!/")
                ? location.substring("jar:".length(), location.length() - "!/".length())
                : location;
    }
}
