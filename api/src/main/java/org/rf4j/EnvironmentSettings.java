package org.rf4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rf4j.internal.Guide;
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
                            + " What is wrong: {}. RedisConfig.strict() throws instead.{}",
                    config.mode().name().toLowerCase(Locale.ROOT),
                    place(config),
                    reason,
                    Guide.CONFIGURATION);
            return config;
        }
        return builder.build();
    }

    private static Object place(RedisConfig config) {
        return switch (config.mode()) {
            case SINGLE, AUTO -> config.endpoint();
            case SENTINEL -> config.sentinels();
            case CLUSTER -> config.clusterNodes();
        };
    }

    /** Returns the configuration if nothing was wrong. */
    RedisConfig strictly() {
        read();
        if (!problems.isEmpty()) {
            throw new RedisConfigException(Guide.CONFIGURATION.after(String.join("; ", problems)), null);
        }
        return builder.build();
    }

    private void read() {
        RedisUri url = readUrl();
        readMode(url);
        readCredentials(url);
        readTls(url);
        readDatabase();
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
            case "cluster" -> readClusterNodes(url);
            case "auto" -> readAuto(url);
            case "single" -> {
                refuseUrlOf(Mode.SENTINEL, url, "single");
                refuseUrlOf(Mode.CLUSTER, url, "single");
                useSingle();
            }
            case "unusable" -> useSingle();
            default -> {
                problems.add("REDIS_MODE is unknown; set single, sentinel, cluster or auto");
                useSingle();
            }
        }
    }

    private String inferredMode(@Nullable RedisUri url) {
        if (modeOf(url) != Mode.SINGLE) {
            return modeOf(url).name().toLowerCase(Locale.ROOT);
        }
        if (value("REDIS_SENTINELS") != null) {
            problems.add("REDIS_SENTINELS is set and REDIS_MODE is not; set REDIS_MODE=sentinel, or single");
            return "unusable";
        }
        if (value("REDIS_CLUSTER_NODES") != null) {
            problems.add("REDIS_CLUSTER_NODES is set and REDIS_MODE is not; set REDIS_MODE=cluster, or single");
            return "unusable";
        }
        return "single";
    }

    private static Mode modeOf(@Nullable RedisUri url) {
        return url == null ? Mode.SINGLE : url.mode();
    }

    private void refuseUrlOf(Mode unwanted, @Nullable RedisUri url, String mode) {
        if (modeOf(url) == unwanted) {
            problems.add("REDIS_MODE is " + mode + " and REDIS_URL lists "
                    + (unwanted == Mode.SENTINEL ? "sentinels" : "cluster nodes")
                    + "; drop REDIS_MODE, or give REDIS_URL one redis:// address");
        }
    }

    /** The variables say what there is; where they give one address alone, the server there is asked at connect. */
    private void readAuto(@Nullable RedisUri url) {
        boolean sentinels = value("REDIS_SENTINELS") != null || modeOf(url) == Mode.SENTINEL;
        boolean nodes = value("REDIS_CLUSTER_NODES") != null || modeOf(url) == Mode.CLUSTER;
        if (sentinels && nodes) {
            problems.add("REDIS_MODE is auto and there are both sentinels and cluster nodes (REDIS_SENTINELS,"
                    + " REDIS_CLUSTER_NODES, REDIS_URL); keep one, or set REDIS_MODE=sentinel or cluster");
            useSingle();
        } else if (sentinels) {
            readSentinels(url);
        } else if (nodes) {
            readClusterNodes(url);
        } else {
            useUnlessWrong(Mode.AUTO, () -> readSentinelIdentity(url));
        }
    }

    private void readClusterNodes(@Nullable RedisUri url) {
        useUnlessWrong(Mode.CLUSTER, () -> {
            refuseUrlOf(Mode.SENTINEL, url, "cluster");
            readAddresses("REDIS_CLUSTER_NODES", RedisConfig.DEFAULT_PORT, builder::clusterNodes);
            if (value("REDIS_CLUSTER_NODES") == null && modeOf(url) != Mode.CLUSTER) {
                problems.add("REDIS_MODE is cluster and no node is given; set REDIS_CLUSTER_NODES=host:6379,…, or a"
                        + " redis-cluster:// REDIS_URL");
            }
        });
    }

    private void readSentinels(@Nullable RedisUri url) {
        useUnlessWrong(Mode.SENTINEL, () -> {
            refuseUrlOf(Mode.CLUSTER, url, "sentinel");
            readAddresses("REDIS_SENTINELS", RedisConfig.DEFAULT_SENTINEL_PORT, builder::sentinels);
            if (value("REDIS_SENTINELS") == null && modeOf(url) != Mode.SENTINEL) {
                problems.add("REDIS_MODE is sentinel and no sentinel is given; set REDIS_SENTINELS=host:26379,…, or a"
                        + " redis-sentinel:// REDIS_URL");
            }
            readSentinelIdentity(url);
        });
    }

    private void readSentinelIdentity(@Nullable RedisUri url) {
        attempt("REDIS_SENTINEL_NAME", builder::sentinelName);
        Credentials known = url == null ? null : url.sentinelCredentials();
        Credentials wanted = credentials("REDIS_SENTINEL_USERNAME", "REDIS_SENTINEL_PASSWORD", known);
        if (wanted != null) {
            builder.sentinelCredentials(wanted);
        }
    }

    private void readAddresses(String variable, int defaultPort, Consumer<List<Endpoint>> setting) {
        attempt(variable, text -> {
            try {
                setting.accept(Endpoint.parseList(text, defaultPort));
            } catch (IllegalArgumentException malformed) {
                throw new IllegalArgumentException(variable + ": " + malformed.getMessage(), malformed);
            }
        });
    }

    private void useUnlessWrong(Mode mode, Runnable reading) {
        int before = problems.size();
        reading.run();
        if (problems.size() > before) {
            useSingle();
        } else {
            builder.mode(mode);
        }
    }

    private void useSingle() {
        builder.mode(Mode.SINGLE).sentinels(List.of()).clusterNodes(List.of());
    }

    private void readDatabase() {
        attempt("REDIS_DB", text -> builder.database(SettingText.wholeNumber("REDIS_DB", text)));
        int database = builder.settings.database;
        String given = (value("REDIS_DB") == null ? "REDIS_URL" : "REDIS_DB") + " gives database " + database;
        if (database != 0 && builder.settings.mode == Mode.CLUSTER) {
            problems.add(given + " and a cluster has database 0 alone; give 0, or none");
            builder.database(0);
        } else if (database != 0 && builder.settings.missingCommands.contains("SELECT")) {
            problems.add(given + " and SELECT is declared missing; give 0, or none");
            builder.database(0);
        }
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
                        + url.scheme(false));
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
        return message == null ? problem.toString() : Guide.without(message);
    }
}
