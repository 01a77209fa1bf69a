package org.rf4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The options in the query of a {@link RedisUri}, decoded, each at most once. */
final class UriOptions {

    private static final String VERIFY_HOST = "verifyHost";
    private static final String SENTINEL_USERNAME = "sentinelUsername";
    private static final String SENTINEL_PASSWORD = "sentinelPassword";
    private static final Set<String> SENTINEL_ONLY =
            Set.of("sentinelName", SENTINEL_USERNAME, SENTINEL_PASSWORD, "sentinelPollInterval", "earlyMove");
    private static final Set<String> CLUSTER_ONLY = Set.of("clusterRefreshInterval", "clusterBusHeartbeat");
    private static final Map<String, Setter> SETTERS = setters();
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,31}");

    private final Map<String, String> values;

    private UriOptions(Map<String, String> values) {
        this.values = values;
    }

    static UriOptions parse(String query) {
        Map<String, String> values = new HashMap<>();
        if (query.isEmpty()) {
            return new UriOptions(values);
        }
        List<String> unknown = new ArrayList<>();
        boolean afterSecret = false;
        int number = 0;
        for (String pair : query.split("&", -1)) {
            number++;
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "option " + number + " is not name=value; write it so, and %26 for an '&' inside a value");
            }
            String written = pair.substring(0, equals);
            String name = written.equals("timeout") ? "commandTimeout" : written;
            if (!SETTERS.containsKey(name)) {
                // After a password this may be the end of one with a bare '&' in it.
                unknown.add(!afterSecret && PLAIN_NAME.matcher(written).matches() ? "'" + written + "'" : "" + number);
                afterSecret |= mayBeSecret(written);
                continue;
            }
            afterSecret |= mayBeSecret(written);
            String value = SettingText.percentDecoded("the option " + name, pair.substring(equals + 1));
            if (value.isEmpty()) {
                throw new IllegalArgumentException("the option " + name + " has no value; give one, or drop it");
            }
            if (values.put(name, value) != null) {
                throw new IllegalArgumentException("the option " + name + " is given twice; drop one"
                        + (name.equals("commandTimeout") ? " (timeout is the same)" : ""));
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown option " + String.join(", ", unknown) + "; known are "
                    + String.join(", ", SETTERS.keySet()) + ", timeout");
        }
        return new UriOptions(values);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    @Nullable Boolean verifyHost() {
        String value = values.get(VERIFY_HOST);
        return value == null ? null : SettingText.yesOrNo("the option " + VERIFY_HOST, value);
    }

    @Nullable Credentials sentinelCredentials() {
        String user = values.get(SENTINEL_USERNAME);
        String password = values.get(SENTINEL_PASSWORD);
        if (password != null) {
            return Credentials.of(user, password);
        }
        if (user != null) {
            throw new IllegalArgumentException(
                    "the option sentinelUsername is given without sentinelPassword; give both, or the password alone");
        }
        return null;
    }

    /** Refuses what belongs to another mode than that of the scheme. */
    void refuseOptionsOfOtherModes(Mode mode) {
        if (mode != Mode.SENTINEL) {
            refuse(SENTINEL_ONLY, "redis-sentinel://");
        }
        if (mode != Mode.CLUSTER) {
            refuse(CLUSTER_ONLY, "redis-cluster://");
        }
    }

    private void refuse(Set<String> names, String scheme) {
        names.stream().filter(values::containsKey).sorted().findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(
                    "the option " + name + " belongs to " + scheme + "; use that scheme, or drop it");
        });
    }

    void applyTo(RedisConfig.Builder builder) {
        SETTERS.forEach((name, setter) -> {
            String value = values.get(name);
            if (value != null) {
                setter.set(builder, "the option " + name, value);
            }
        });
    }

    private static boolean mayBeSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("pass")
                || lower.contains("pwd")
                || lower.contains("auth")
                || lower.contains("secret")
                || lower.contains("token");
    }

    private static Protocol protocol(String option, String text) {
        return switch (text) {
            case "2" -> Protocol.RESP2;
            case "3" -> Protocol.RESP3;
            default -> throw new IllegalArgumentException(option + " is no protocol version; give 2 or 3");
        };
    }

    private static RetryPolicy retryPolicy(String option, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "never" -> RetryPolicy.NEVER;
            case "safe" -> RetryPolicy.SAFE;
            case "all" -> RetryPolicy.ALL;
            default -> throw new IllegalArgumentException(option + " is no policy; give never, safe or all");
        };
    }

    private static StartMode startMode(String option, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "failfast", "fail-fast" -> StartMode.FAIL_FAST;
            case "wait" -> StartMode.WAIT;
            case "lazy" -> StartMode.LAZY;
            default -> throw new IllegalArgumentException(option + " is no start mode; give failFast, wait or lazy");
        };
    }

    private static Map<String, Setter> setters() {
        Map<String, Setter> known = new LinkedHashMap<>();
        known.put("db", (b, o, v) -> b.database(SettingText.wholeNumber(o, v)));
        known.put("clientName", (b, o, v) -> b.clientName(v));
        known.put("protocol", (b, o, v) -> b.protocol(protocol(o, v)));
        known.put("provider", (b, o, v) -> b.provider(v));
        known.put(VERIFY_HOST, (b, o, v) -> SettingText.yesOrNo(o, v));
        known.put("connectTimeout", (b, o, v) -> b.connectTimeout(SettingText.duration(o, v)));
        known.put("commandTimeout", (b, o, v) -> b.commandTimeout(SettingText.duration(o, v)));
        known.put("startupTimeout", (b, o, v) -> b.startupTimeout(SettingText.duration(o, v)));
        known.put("closeTimeout", (b, o, v) -> b.closeTimeout(SettingText.duration(o, v)));
        known.put("healthInterval", (b, o, v) -> b.healthInterval(SettingText.duration(o, v)));
        known.put("livenessInterval", (b, o, v) -> b.livenessInterval(SettingText.duration(o, v)));
        known.put("livenessTimeout", (b, o, v) -> b.livenessTimeout(SettingText.duration(o, v)));
        known.put("retryPolicy", (b, o, v) -> b.retryPolicy(retryPolicy(o, v)));
        known.put("maxParkedCalls", (b, o, v) -> b.maxParkedCalls(SettingText.wholeNumber(o, v)));
        known.put("maxParkedBytes", (b, o, v) -> b.maxParkedBytes(SettingText.largeNumber(o, v)));
        known.put("startMode", (b, o, v) -> b.startMode(startMode(o, v)));
        known.put("missingCommands", (b, o, v) -> b.missingCommands(v.split(",", -1)));
        known.put("sentinelName", (b, o, v) -> b.sentinelName(v));
        known.put(SENTINEL_USERNAME, (b, o, v) -> {});
        known.put(SENTINEL_PASSWORD, (b, o, v) -> {});
        known.put("sentinelPollInterval", (b, o, v) -> b.sentinelPollInterval(SettingText.duration(o, v)));
        known.put("earlyMove", (b, o, v) -> b.earlyMove(SettingText.yesOrNo(o, v)));
        known.put("clusterRefreshInterval", (b, o, v) -> b.clusterRefreshInterval(SettingText.duration(o, v)));
        known.put("clusterBusHeartbeat", (b, o, v) -> b.clusterBusHeartbeat(SettingText.duration(o, v)));
        return known;
    }

    /** Sets one option from its text. */
    @FunctionalInterface
    private interface Setter {
        void set(RedisConfig.Builder builder, String option, String value);
    }
}
