package org.rf4j.tck.cli;

import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rf4j.spi.RedisProvider;

/**
 * The providers on the class path.
 *
 * @param found those that can be used, by name
 * @param broken what is wrong with the others
 */
record FoundProviders(TreeMap<String, RedisProvider> found, List<String> broken) {

    /** Ends a search that would only ever fail. */
    private static final int MOST_ERRORS = 100;

    /** Searches with the thread's context class loader. */
    static FoundProviders search() {
        FoundProviders providers = new FoundProviders(new TreeMap<>(String.CASE_INSENSITIVE_ORDER), new ArrayList<>());
        Iterator<RedisProvider> services =
                ServiceLoader.load(RedisProvider.class).iterator();
        while (providers.broken.size() < MOST_ERRORS) {
            try {
                if (!services.hasNext()) {
                    break;
                }
                RedisProvider provider = services.next();
                providers.found.putIfAbsent(provider.name(), provider);
            } catch (ServiceConfigurationError | LinkageError | RuntimeException failure) {
                providers.broken.add(failure + (failure.getCause() == null ? "" : ": " + failure.getCause()));
            }
        }
        return providers;
    }

    /**
     * Returns the names of the providers to test.
     *
     * @param wanted names; if there is none, the only provider is wanted
     * @throws IllegalArgumentException if one is not there, or it cannot be told which is wanted
     */
    List<String> choose(List<String> wanted) {
        if (wanted.isEmpty() && found.size() == 1) {
            return List.copyOf(found.keySet());
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no provider on the class path. Give its jar and its driver's with"
                            + " --classpath, as in --classpath my-provider.jar:its-driver.jar" + tellBroken());
        }
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("there are several providers:" + listed()
                    + "\nSay which to test: --provider " + String.join(",", found.keySet()) + tellBroken());
        }
        List<String> missing =
                wanted.stream().filter(name -> !found.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("there is no provider '" + String.join("', '", missing) + "'. There are:"
                    + listed() + "\nChoose one of these, or add another with --classpath" + tellBroken());
        }
        return wanted.stream().map(name -> named(name).name()).distinct().toList();
    }

    /** Returns the provider of a name. */
    RedisProvider named(String name) {
        RedisProvider provider = found.get(name);
        if (provider == null) {
            throw new IllegalArgumentException("there is no provider '" + name + "'. There are:" + listed());
        }
        return provider;
    }

    /** Returns a provider's class and where that comes from. */
    String describe(String name) {
        Class<?> type = named(name).getClass();
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return type.getName() + (source == null ? "" : " in " + source.getLocation());
    }

    private String listed() {
        return found.keySet().stream()
                .map(name -> "\n- " + name + ": " + describe(name))
                .collect(Collectors.joining());
    }

    private String tellBroken() {
        return broken.isEmpty()
                ? ""
                : "\nThese cannot be used; a driver may be missing from the class path:"
                        + broken.stream().map(text -> "\n- " + text).collect(Collectors.joining());
    }
}
