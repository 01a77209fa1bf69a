package org.rf4j.internal.discovery;

import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.RedisProvider;

/** Everything that {@link ServiceLoader} finds, and what is broken among it. One that is broken hides no other. */
final class ProviderSearch {

    /** Ends a search that would only ever fail. */
    private static final int MOST_ERRORS = 100;

    private final List<Found> found = new ArrayList<>();
    private final List<Broken> broken = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private ProviderSearch() {}

    /**
     * Searches.
     *
     * @param loaders where; if none is given, in the thread's context class loader and in RF4J's own
     */
    static ProviderSearch in(ClassLoader... loaders) {
        ProviderSearch search = new ProviderSearch();
        if (loaders.length > 0) {
            for (ClassLoader loader : loaders) {
                search.visit(ServiceLoader.load(RedisProvider.class, loader));
            }
            return search;
        }
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            search.visit(ServiceLoader.load(RedisProvider.class, context));
        }
        search.visit(ServiceLoader.load(RedisProvider.class, ProviderSearch.class.getClassLoader()));
        ModuleLayer layer = ProviderSearch.class.getModule().getLayer();
        if (layer != null) {
            // A layer may have a class loader for each module, which the loaders above do not see.
            search.visit(ServiceLoader.load(layer, RedisProvider.class));
        }
        return search;
    }

    /** Returns what can be used, in the order found. */
    List<Found> found() {
        return Collections.unmodifiableList(found);
    }

    /** Returns what cannot be used, each once. */
    List<Broken> broken() {
        return Collections.unmodifiableList(broken);
    }

    private void visit(ServiceLoader<RedisProvider> services) {
        Iterator<ServiceLoader.Provider<RedisProvider>> candidates =
                services.stream().iterator();
        for (int errors = 0; errors < MOST_ERRORS; ) {
            ServiceLoader.Provider<RedisProvider> candidate = null;
            try {
                if (!candidates.hasNext()) {
                    return;
                }
                candidate = candidates.next();
                open(candidate);
            } catch (VirtualMachineError notOurs) {
                throw notOurs;
            } catch (Throwable failure) {
                errors++;
                report(candidate == null ? null : candidate.type(), failure);
            }
        }
    }

    private void open(ServiceLoader.Provider<RedisProvider> candidate) {
        Class<? extends RedisProvider> type = candidate.type();
        String description = describe(type);
        if (!seen.add(description)) {
            return;
        }
        RedisProvider provider = candidate.get();
        String name = provider.name();
        if (name == null || name.isBlank()) {
            throw new IllegalStateException("name() returned " + (name == null ? "null" : "an empty name"));
        }
        found.add(new Found(name.strip(), description, provider));
    }

    private void report(@Nullable Class<?> type, Throwable failure) {
        Throwable reason = failure instanceof ServiceConfigurationError && failure.getCause() != null
                ? failure.getCause()
                : failure;
        String description = (type == null ? "one that cannot be loaded" : describe(type)) + ": " + reason
                + (reason instanceof LinkageError
                        ? "; a driver may be missing from the class path, or be of another version"
                        : "");
        if (type != null || seen.add(description)) {
            broken.add(new Broken(description, failure));
        }
    }

    private static String describe(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        String where = source == null || source.getLocation() == null
                ? "from " + type.getClassLoader()
                : "in " + source.getLocation();
        return type.getName() + " " + where;
    }

    /**
     * One that can be used.
     *
     * @param name its name, as it says
     * @param description its class and where that comes from
     * @param provider the instance
     */
    record Found(String name, String description, RedisProvider provider) {}

    /**
     * One that cannot.
     *
     * @param description its class, where that comes from, and the reason
     * @param cause the reason
     */
    record Broken(String description, Throwable cause) {}
}
