package org.rf4j.internal.discovery;

import org.jspecify.annotations.Nullable;
import org.rf4j.RedisProviderException;
import org.rf4j.internal.Guide;
import org.rf4j.spi.Driver;
import org.rf4j.spi.DriverContext;
import org.rf4j.spi.RedisProvider;

/** A provider that cannot be linked with what else is there: its driver is missing, or one of them is of another version. */
public final class Misfit {

    private Misfit() {}

    /**
     * Starts the driver of a provider.
     *
     * @param provider the provider
     * @param context what the core lends to the driver
     * @return the driver
     * @throws RedisProviderException if it cannot be linked, with what to do about that
     */
    public static Driver open(RedisProvider provider, DriverContext context) {
        try {
            return provider.open(context);
        } catch (LinkageError misfit) {
            throw new RedisProviderException(
                    Guide.BROKEN_PROVIDER.after("the Redis provider '" + provider.name() + "' cannot be used: "
                            + Origin.describe(provider.getClass()) + ": " + reason(misfit)),
                    misfit);
        }
    }

    /**
     * Returns what to do about a failure that comes from linking.
     *
     * @param failure the failure; its causes count, too
     * @return the advice, or null if it is of another kind
     */
    public static @Nullable String advice(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LinkageError && !(cause instanceof ExceptionInInitializerError)) {
                return "its driver may be missing or of another version, or it was built for another version of rf4j-api"
                        + " than the one in " + String.join(" and ", Origin.copiesOfApi())
                        + "; rf4j-bom names versions that belong together";
            }
        }
        return null;
    }

    /** Returns what a failure says, with the advice, if there is one. */
    static String reason(Throwable failure) {
        Throwable origin = failure instanceof ExceptionInInitializerError && failure.getCause() != null
                ? failure.getCause()
                : failure;
        String advice = advice(origin);
        return origin + (advice == null ? "" : "; " + advice);
    }
}
