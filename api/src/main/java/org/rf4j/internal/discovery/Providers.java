package org.rf4j.internal.discovery;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rf4j.RedisProviderException;
import org.rf4j.internal.Guide;
import org.rf4j.spi.RedisProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the one provider to use: the one that was chosen, else the only one there is. */
public final class Providers {

    /** The system property that chooses a provider. */
    public static final String PROPERTY = "rf4j.provider";

    private static final String VARIABLE = "REDIS_PROVIDER";
    private static final Logger LOG = LoggerFactory.getLogger(Providers.class);
    private static final String WAYS_TO_CHOOSE = "choose one with RedisConfig.builder().provider(\"NAME\"), with -D"
            + PROPERTY + "=NAME or with " + VARIABLE + "=NAME, or take the others off the class path";

    private Providers() {}

    /**
     * Returns the provider to use. The choice is, in this order, the name given here, the system property {@value
     * #PROPERTY}, the environment variable {@code REDIS_PROVIDER}; names are compared without regard to case. Blocks
     * while classes are loaded.
     *
     * @param wanted the configured name, or null if none was configured
     * @param loaders where to look; if none is given, in the thread's context class loader and in RF4J's own
     * @return a new instance
     * @throws RedisProviderException if there is none, none of that name, or no way to tell which
     */
    public static RedisProvider choose(@Nullable String wanted, ClassLoader... loaders) {
        return choose(wanted, fromSystemProperty(), System.getenv(VARIABLE), ProviderSearch.in(loaders));
    }

    /**
     * Returns the name in the system property.
     *
     * @return the name, or null if the property is unset, blank or not readable
     */
    public static @Nullable String fromSystemProperty() {
        try {
            return stripped(System.getProperty(PROPERTY));
        } catch (SecurityException notAllowed) {
            return null;
        }
    }

    static RedisProvider choose(
            @Nullable String configured, @Nullable String property, @Nullable String variable, ProviderSearch search) {
        String copies = copiesOfApi();
        if (copies != null) {
            LOG.warn("{}{}", copies, Guide.BROKEN_PROVIDER);
        }
        for (ProviderSearch.Broken broken : search.broken()) {
            LOG.warn(
                    "Passing over a broken Redis provider: {}{}",
                    broken.description(),
                    Guide.BROKEN_PROVIDER,
                    broken.cause());
        }
        String wanted = stripped(configured);
        if (wanted != null) {
            return named(wanted, "the configuration", search);
        }
        wanted = stripped(property);
        if (wanted != null) {
            return named(wanted, "the system property " + PROPERTY, search);
        }
        wanted = stripped(variable);
        if (wanted != null) {
            return named(wanted, "the environment variable " + VARIABLE, search);
        }
        return only(search);
    }

    private static RedisProvider named(String wanted, String origin, ProviderSearch search) {
        List<ProviderSearch.Found> matching = search.found().stream()
                .filter(found -> found.name().equalsIgnoreCase(wanted))
                .toList();
        if (matching.size() == 1) {
            return matching.get(0).provider();
        }
        String choice = "the Redis provider '" + wanted + "' (" + origin + ")";
        if (!matching.isEmpty()) {
            throw failure(
                    Guide.SEVERAL_PROVIDERS,
                    choice + " is there more than once:" + listed(matching) + "\nleave one of them on the class path",
                    search);
        }
        if (search.found().isEmpty()) {
            throw failure(Guide.NO_PROVIDER, choice + " is not there, and no other one is; " + howToAdd(), search);
        }
        throw failure(
                Guide.NO_PROVIDER,
                choice + " is not there. There are:" + listed(search.found())
                        + "\nchoose one of these, or add the one you want: " + artifact(wanted),
                search);
    }

    private static RedisProvider only(ProviderSearch search) {
        List<ProviderSearch.Found> found = search.found();
        if (found.size() == 1) {
            return found.get(0).provider();
        }
        if (found.isEmpty()) {
            throw failure(
                    search.broken().isEmpty() ? Guide.NO_PROVIDER : Guide.BROKEN_PROVIDER,
                    (search.broken().isEmpty()
                                    ? "no Redis provider was found; "
                                    : "no usable Redis provider was found; ")
                            + howToAdd(),
                    search);
        }
        Set<String> names = found.stream()
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (names.size() == 1) {
            throw failure(
                    Guide.SEVERAL_PROVIDERS,
                    "the Redis provider '" + found.get(0).name() + "' is there more than once:" + listed(found)
                            + "\nleave one of them on the class path",
                    search);
        }
        throw failure(
                Guide.SEVERAL_PROVIDERS,
                "several Redis providers were found:" + listed(found) + "\n" + WAYS_TO_CHOOSE,
                search);
    }

    private static String howToAdd() {
        return "add one to the class path (or module path), next to rf4j-api: org.rf4j:rf4j-provider-lettuce,"
                + " org.rf4j:rf4j-provider-jedis, org.rf4j:rf4j-provider-redisson, or another that has "
                + ServicesFiles.NAME;
    }

    private static String artifact(String wanted) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        return Set.of("jedis", "lettuce", "redisson").contains(lower)
                ? "org.rf4j:rf4j-provider-" + lower
                : "its artifact, as org.rf4j:rf4j-provider-lettuce is the one of 'lettuce'";
    }

    private static String listed(List<ProviderSearch.Found> found) {
        return found.stream()
                .map(each -> "\n- '" + each.name() + "': " + each.description())
                .collect(Collectors.joining());
    }

    private static RedisProviderException failure(Guide guide, String message, ProviderSearch search) {
        List<ProviderSearch.Broken> broken = search.broken();
        StringBuilder text = new StringBuilder(message);
        if (!broken.isEmpty()) {
            text.append("\nbroken and passed over:");
            broken.forEach(each -> text.append("\n- ").append(each.description()));
        }
        String copies = copiesOfApi();
        if (copies != null) {
            text.append("\n").append(copies);
        }
        RedisProviderException failure = new RedisProviderException(
                guide.after(text.toString()),
                broken.isEmpty() ? null : broken.get(0).cause());
        broken.stream().skip(1).forEach(each -> failure.addSuppressed(each.cause()));
        return failure;
    }

    private static @Nullable String copiesOfApi() {
        List<String> copies = Origin.copiesOfApi();
        return copies.size() < 2
                ? null
                : "rf4j-api is on the class path more than once, in " + String.join(" and in ", copies)
                        + "; leave one of them there: their classes mix";
    }

    private static @Nullable String stripped(@Nullable String name) {
        return name == null || name.isBlank() ? null : name.strip();
    }
}
