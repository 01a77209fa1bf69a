package org.rf4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rf4j.internal.discovery.Providers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads environment variables by the rules of {@link RedisConfig#fromEnvironment(Map)}: makes the nearest configuration
 * that works and keeps a list of what was wrong. The problems name variables and never repeat their values.
 */
final class EnvironmentSettings {

    private static final Logger LOG = LoggerFactory.getLogger(RedisConfig.class);

    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();
    private RedisConfig.Builder builder = RedisConfig.builder();

    EnvironmentSettings(Map<String, String> variables) {
        this.variables = variables;
    }

    /** Returns the configuration; what was wrong is logged and kept. */
    RedisConfig withFallback() {
        read();
        if (!problems.isEmpty()) {
            String reason = String.join("; ", problems);
            builder.fallbackReason(reason);
            RedisConfig config = builder.build();
            LOG.warn(
                    "The Redis settings in the environment cannot be used as they are; going on with mode {} at {}."
                            + " What is wrong: {}. RedisConfig.strict() throws instead.",
                    config.mode().name().toLowerCase(Locale.ROOT),
                    config.mode() == Mode.SINGLE ? config.endpoint() : config.sentinels(),
                    reason);
            return config;
        }
        return builder.build();
    }

    /** Returns the configuration if nothing was wrong. */
    RedisConfig strictly() {
        read();
        if (!problems.isEmpty()) {
            throw new RedisConfigException(String.join("; ", problems), null);
        }
        return builder.build();
    }

    private void read() {
        RedisUri url = readUrl();
        readMode(url);
        readCredentials(url);
        readTls(url);
        attempt("REDIS_DB", text -> builder.database(SettingText.wholeNumber("REDIS_DB", text)));
        attempt("REDIS_CLIENT_NAME", builder::clientName);
        readProvider();
    }

    private @Nullable RedisUri readUrl() {
        String text = value("REDIS_URL");
        if (text == null) {
            return null;
        }
        try {
            RedisUri url = RedisUri.parse(text, "REDIS_URL");
            url.applyTo(builder);
            return url;
        } catch (RedisConfigException malformed) {
            problems.add(messageOf(malformed));
            builder = RedisConfig.builder();
            return null;
        }
    }

    private void readMode(@Nullable RedisUri url) {
        String text = value("REDIS_MODE");
        String mode = text == null ? inferredMode(url) : text.toLowerCase(Locale.ROOT);
        switch (mode) {
            case "sentinel" -> readSentinels(url);
            case "single" -> {
                if (url != null && url.isSentinel()) {
                    problems.add("REDIS_MODE is single and REDIS_URL lists sentinels; drop REDIS_MODE, or give"
                            + " REDIS_URL one redis:// address");
                }
                useSingle();
            }
            case "unusable" -> useSingle();
            case "cluster", "auto" -> {
                problems.add("REDIS_MODE is " + mode + ", and this version knows the modes single and sentinel; "
                        + "cluster and auto come with a later release");
                useSingle();
            }
            default -> {
                problems.add("REDIS_MODE is unknown; this version knows the modes single and sentinel");
                useSingle();
            }
        }
    }

    private String inferredMode(@Nullable RedisUri url) {
        if (url != null && url.isSentinel()) {
            return "sentinel";
        }
        if (value("REDIS_SENTINELS") != null) {
            problems.add("REDIS_SENTINELS is set and REDIS_MODE is not; set REDIS_MODE=sentinel, or single");
            return "unusable";
        }
        if (value("REDIS_CLUSTER_NODES") != null) {
            problems.add("REDIS_CLUSTER_NODES is set, and this version knows the modes single and sentinel; cluster"
                    + " comes with a later release; set REDIS_MODE=single to pass over it");
            return "unusable";
        }
        return "single";
    }

    private void readSentinels(@Nullable RedisUri url) {
        int before = problems.size();
        attempt("REDIS_SENTINELS", text -> {
            try {
                builder.sentinels(Endpoint.parseList(text, RedisConfig.DEFAULT_SENTINEL_PORT));
            } catch (IllegalArgumentException malformed) {
                throw new IllegalArgumentException("REDIS_SENTINELS: " + malformed.getMessage(), malformed);
            }
        });
        if (value("REDIS_SENTINELS") == null && (url == null || !url.isSentinel())) {
            problems.add("REDIS_MODE is sentinel and no sentinel is given; set REDIS_SENTINELS=host:26379,…, or a"
                    + " redis-sentinel:// REDIS_URL");
        }
        attempt("REDIS_SENTINEL_NAME", builder::sentinelName);
        Credentials known = url == null ? null : url.sentinelCredentials();
        Credentials wanted = credentials("REDIS_SENTINEL_USERNAME", "REDIS_SENTINEL_PASSWORD", known);
        if (wanted != null) {
            builder.sentinelCredentials(wanted);
        }
        if (problems.size() > before) {
            useSingle();
        } else {
            builder.mode(Mode.SENTINEL);
        }
    }

    private void useSingle() {
        builder.mode(Mode.SINGLE).sentinels(List.of());
    }

    private void readCredentials(@Nullable RedisUri url) {
        Credentials wanted = credentials("REDIS_USERNAME", "REDIS_PASSWORD", url == null ? null : url.credentials());
        if (wanted != null) {
            builder.credentials(wanted);
        }
    }

    private @Nullable Credentials credentials(
            String userVariable, String passwordVariable, @Nullable Credentials known) {
        String user = value(userVariable);
        String password = value(passwordVariable);
        if (password == null && known != null) {
            password = known.password();
        }
        if (password == null) {
            if (user != null) {
                problems.add(userVariable + " is set and there is no password; set " + passwordVariable + " too");
            }
            return null;
        }
        if (user == null && known != null) {
            user = known.username();
        }
        return Credentials.of(user, password);
    }

    private void readTls(@Nullable RedisUri url) {
        String text = value("REDIS_TLS");
        if (text == null) {
            return;
        }
        boolean encrypt = true;
        try {
            encrypt = SettingText.yesOrNo("REDIS_TLS", text);
        } catch (IllegalArgumentException malformed) {
            problems.add(messageOf(malformed));
        }
        if (url != null && url.isEncrypted()) {
            if (!encrypt) {
                problems.add("REDIS_TLS is false and REDIS_URL asks for TLS; drop REDIS_TLS, or begin the URL with "
                        + (url.isSentinel() ? "redis-sentinel://" : "redis://"));
            }
        } else if (encrypt) {
            builder.tls(TlsOptions.defaults());
        }
    }

    private void readProvider() {
        attempt("REDIS_PROVIDER", builder::provider);
        String property = Providers.fromSystemProperty();
        if (property != null) {
            try {
                builder.provider(property);
            } catch (IllegalArgumentException malformed) {
                problems.add("the system property " + Providers.PROPERTY + ": " + messageOf(malformed));
            }
        }
    }

    private void attempt(String variable, Consumer<String> setting) {
        String text = value(variable);
        if (text == null) {
            return;
        }
        try {
            setting.accept(text);
        } catch (IllegalArgumentException malformed) {
            String message = messageOf(malformed);
            problems.add(message.startsWith(variable) ? message : variable + ": " + message);
        }
    }

    private @Nullable String value(String variable) {
        String text = variables.get(variable);
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String messageOf(RuntimeException problem) {
        String message = problem.getMessage();
        return message == null ? problem.toString() : message;
    }
}
