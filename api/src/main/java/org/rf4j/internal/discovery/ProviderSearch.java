package org.rf4j.internal.discovery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
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
                search.visit(ServiceLoader.load(RedisProvider.class, loader), loader);
            }
            return search;
        }
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            search.visit(ServiceLoader.load(RedisProvider.class, context), context);
        }
        ClassLoader own = ProviderSearch.class.getClassLoader();
        search.visit(ServiceLoader.load(RedisProvider.class, own), own);
        ModuleLayer layer = ProviderSearch.class.getModule().getLayer();
        if (layer != null) {
            // A layer may have a class loader for each module, which the loaders above do not see.
            search.visit(ServiceLoader.load(layer, RedisProvider.class), null);
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

    private void visit(ServiceLoader<RedisProvider> services, @Nullable ClassLoader loader) {
        List<Throwable> notLoaded = new ArrayList<>();
        Iterator<ServiceLoader.Provider<RedisProvider>> candidates =
                services.stream().iterator();
        for (int errors = 0; errors < MOST_ERRORS; errors++) {
            ServiceLoader.Provider<RedisProvider> candidate = null;
            try {
                while (candidates.hasNext()) {
                    candidate = candidates.next();
                    open(candidate);
                    candidate = null;
                }
                break;
            } catch (VirtualMachineError notOurs) {
                throw notOurs;
            } catch (Throwable failure) {
                if (candidate == null) {
                    notLoaded.add(failure);
                } else {
                    broken.add(new Broken(Origin.describe(candidate.type()) + ": " + reason(failure), failure));
                }
            }
        }
        if (!notLoaded.isEmpty()) {
            reportNotLoaded(notLoaded, loader == null ? List.of() : ServicesFiles.broken(loader));
        }
    }

    private void open(ServiceLoader.Provider<RedisProvider> candidate) {
        String description = Origin.describe(candidate.type());
        if (!seen.add(description)) {
            return;
        }
        RedisProvider provider = candidate.get();
        String name = provider.name();
        if (name == null || name.isBlank()) {
            throw new IllegalStateException("name() returned " + (name == null ? "null" : "an empty name"));
        }
        // One that cannot even say this is passed over while there may still be another to take its place.
        Objects.requireNonNull(provider.capabilities(), "capabilities() returned null");
        found.add(new Found(name.strip(), description, provider));
    }

    /** What was found out about them is better than what the failures say, which name no file. */
    private void reportNotLoaded(List<Throwable> failures, List<Broken> foundOut) {
        List<Broken> reports = !foundOut.isEmpty()
                ? foundOut
                : failures.stream()
                        .map(failure -> new Broken("one that cannot be loaded: " + reason(failure), failure))
                        .toList();
        reports.stream().filter(report -> seen.add(report.description())).forEach(broken::add);
    }

    private static String reason(Throwable failure) {
        return Misfit.reason(
                failure instanceof ServiceConfigurationError && failure.getCause() != null
                        ? failure.getCause()
                        : failure);
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
