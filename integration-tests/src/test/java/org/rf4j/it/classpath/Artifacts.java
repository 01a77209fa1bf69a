package org.rf4j.it.classpath;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rf4j.Redis;
import org.rf4j.examples.socket.SocketProvider;
import org.rf4j.provider.jedis.JedisProvider;
import org.rf4j.provider.lettuce.LettuceProvider;
import org.rf4j.provider.redisson.RedissonProvider;

/** What this test's own class path has, to make other class paths of: jars, or the folders of a build that made none. */
final class Artifacts {

    static final Path API = of(Redis.class);
    static final Path JEDIS = of(JedisProvider.class);
    static final Path LETTUCE = of(LettuceProvider.class);
    static final Path REDISSON = of(RedissonProvider.class);
    static final Path SOCKET = of(SocketProvider.class);

    /** What the API needs, and a place for its warnings to go to. */
    static final List<Path> API_NEEDS = named("jspecify", "slf4j-api", "slf4j-simple");

    private static final List<Path> JEDIS_NEEDS = named("jedis", "redis-authx-core", "commons-pool2", "json", "gson");

    private static final List<Path> LETTUCE_NEEDS =
            named("lettuce-core", "redis-authx-core", "netty-.*", "reactor-core", "reactive-streams");

    private static final List<Path> REDISSON_NEEDS = named(
            "redisson",
            "netty-.*",
            "reactor-core",
            "reactive-streams",
            "rxjava",
            "cache-api",
            "jodd-util",
            "snakeyaml",
            "byte-buddy",
            "kryo",
            "reflectasm",
            "objenesis",
            "minlog");

    private Artifacts() {}

    /** Returns the artifact of a provider, and what that needs besides the API. */
    static List<Path> provider(String name) {
        return switch (name) {
            case "jedis" -> union(List.of(JEDIS), JEDIS_NEEDS);
            case "lettuce" -> union(List.of(LETTUCE), LETTUCE_NEEDS);
            case "redisson" -> union(List.of(REDISSON), REDISSON_NEEDS);
            case "socket" -> List.of(SOCKET);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Returns a path of all these, each a {@link Path} or a list of such. */
    static String path(Object... parts) {
        return String.join(File.pathSeparator, strings(parts));
    }

    /** Returns all these, each a {@link Path} or a list of such, as arguments. */
    static List<String> strings(Object... parts) {
        List<String> entries = new ArrayList<>();
        for (Object part : parts) {
            (part instanceof List<?> several ? several : List.of(part)).forEach(each -> entries.add(each.toString()));
        }
        return entries;
    }

    /** Returns all these, each once. */
    @SafeVarargs
    static List<Path> union(List<Path>... lists) {
        List<Path> all = new ArrayList<>();
        for (List<Path> list : lists) {
            all.addAll(list);
        }
        return all.stream().distinct().toList();
    }

    /** Returns where something is, as messages tell it. */
    static String location(Path artifact) {
        try {
            return artifact.toUri().toURL().toString();
        } catch (MalformedURLException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Path of(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<Path> named(String... names) {
        return Stream.of(names).flatMap(Artifacts::named).toList();
    }

    private static Stream<Path> named(String name) {
        List<Path> found = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> entry.getFileName().toString().matches(name + "-\\d.*\\.jar"))
                .toList();
        if (found.isEmpty()) {
            throw new AssertionError("no " + name + " on the class path of this test; is it still needed?");
        }
        return found.stream();
    }
}
