package org.rf4j;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rf4j.internal.Guide;

/**
 * A URI as {@link RedisConfig#fromUri} describes it. Not {@link java.net.URI}, which knows one host only and repeats the
 * whole text, password included, in what it throws.
 */
final class RedisUri {

    private static final String KNOWN_SCHEMES =
            "redis://, redis-sentinel:// or redis-cluster://, with TLS rediss://, rediss-sentinel:// or rediss-cluster://";

    private final Mode mode;
    private final boolean encrypted;
    private final List<Endpoint> addresses;
    private final @Nullable Credentials credentials;
    private final @Nullable String path;
    private final @Nullable String fragment;
    private final UriOptions options;

    private RedisUri(String text) {
        int colon = text.indexOf("://");
        if (colon < 0) {
            throw new IllegalArgumentException("there is no scheme; begin with " + KNOWN_SCHEMES);
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        this.mode = modeOf(scheme);
        this.encrypted = scheme.startsWith("rediss");

        String rest = text.substring(colon + 3);
        int end = endOfAuthority(rest);
        String authority = rest.substring(0, end);
        String tail = rest.substring(end);
        if (tail.indexOf('@') >= 0) {
            throw new IllegalArgumentException("there is an '@' after the first '/', '?' or '#'; in user, password and"
                    + " options write %40 for '@', %2F for '/', %3F for '?' and %23 for '#'");
        }
        int at = authority.indexOf('@');
        if (authority.lastIndexOf('@') != at) {
            throw new IllegalArgumentException(
                    "there are several '@'; user and password come once, before the first host, and %40 stands for an"
                            + " '@' inside them");
        }
        if (mode != Mode.SINGLE && authority.lastIndexOf(',', at) >= 0) {
            throw new IllegalArgumentException("there is a comma before the '@'; user and password come once, before"
                    + " the first host, and %2C stands for a ',' inside them");
        }
        this.credentials = at < 0 ? null : credentials(authority.substring(0, at));
        this.addresses = addresses(authority.substring(at + 1));

        int hash = tail.indexOf('#');
        if (tail.lastIndexOf('#') != hash) {
            throw new IllegalArgumentException(
                    "there are several '#'; write %23 for one inside the path, an option or" + " the fragment");
        }
        this.fragment = hash < 0 ? null : SettingText.percentDecoded("the fragment", tail.substring(hash + 1));
        String beforeHash = hash < 0 ? tail : tail.substring(0, hash);
        int mark = beforeHash.indexOf('?');
        String slashed = mark < 0 ? beforeHash : beforeHash.substring(0, mark);
        this.path = slashed.length() <= 1 ? null : slashed.substring(1);
        this.options = UriOptions.parse(mark < 0 ? "" : beforeHash.substring(mark + 1));
    }

    /**
     * Reads a URI.
     *
     * @param text the URI
     * @param name what to call it in messages
     * @throws RedisConfigException if it is malformed or contradicts itself, without the text
     */
    static RedisUri parse(String text, String name) {
        try {
            RedisUri uri = new RedisUri(text.strip());
            RedisConfig.Builder alone = RedisConfig.builder();
            uri.applyTo(alone);
            alone.build();
            return uri;
        } catch (IllegalArgumentException | RedisConfigException malformed) {
            throw new RedisConfigException(Guide.CONFIGURATION.after(name + ": " + malformed.getMessage()), null);
        }
    }

    /** Sets everything that the URI says. */
    void applyTo(RedisConfig.Builder builder) {
        switch (mode) {
            case SENTINEL -> builder.sentinels(addresses);
            case CLUSTER -> builder.clusterNodes(addresses);
            default -> builder.endpoint(addresses.get(0));
        }
        options.refuseOptionsOfOtherModes(mode);
        if (credentials != null) {
            builder.credentials(credentials);
        }
        Credentials forSentinels = options.sentinelCredentials();
        if (forSentinels != null) {
            builder.sentinelCredentials(forSentinels);
        }
        if (encrypted) {
            builder.tls(tls());
        } else if (options.verifyHost() != null) {
            throw new IllegalArgumentException(
                    "the option verifyHost is given without TLS; begin with " + scheme(true) + ", or drop it");
        }
        if (path != null) {
            if (options.has("db")) {
                throw new IllegalArgumentException("the database is given twice, as path and as option db; drop one");
            }
            builder.database(SettingText.wholeNumber("the path, which is the database,", path));
        }
        if (fragment != null) {
            if (mode != Mode.SENTINEL) {
                throw new IllegalArgumentException(
                        "there is a fragment, which only redis-sentinel:// has; drop it, or" + " write %23 for a '#'");
            }
            if (options.has("sentinelName")) {
                throw new IllegalArgumentException(
                        "the name of the primary is given twice, as fragment and as option sentinelName; drop one");
            }
            builder.sentinelName(fragment);
        }
        options.applyTo(builder);
    }

    /** Returns the mode that the scheme stands for: single, sentinel or cluster. */
    Mode mode() {
        return mode;
    }

    /** Returns the scheme of the same mode with or without TLS. */
    String scheme(boolean tls) {
        String kind = switch (mode) {
            case SENTINEL -> "-sentinel://";
            case CLUSTER -> "-cluster://";
            default -> "://";
        };
        return (tls ? "rediss" : "redis") + kind;
    }

    boolean isEncrypted() {
        return encrypted;
    }

    @Nullable Credentials credentials() {
        return credentials;
    }

    @Nullable Credentials sentinelCredentials() {
        return options.sentinelCredentials();
    }

    private TlsOptions tls() {
        Boolean verify = options.verifyHost();
        return verify == null
                ? TlsOptions.defaults()
                : TlsOptions.builder().verifyHostname(verify).build();
    }

    private List<Endpoint> addresses(String hosts) {
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("there is no host; give one after the '//' or the '@'");
        }
        if (mode == Mode.SINGLE && hosts.indexOf(',') >= 0) {
            throw new IllegalArgumentException(
                    "there are several addresses; give one, or a list of sentinels with redis-sentinel://, or of cluster"
                            + " nodes with redis-cluster://");
        }
        // In a URI the percent sign before the zone of an IPv6 address is escaped (RFC 6874).
        String plain = hosts.indexOf('[') < 0 ? hosts : hosts.replace("%25", "%");
        return Endpoint.parseList(
                plain, mode == Mode.SENTINEL ? RedisConfig.DEFAULT_SENTINEL_PORT : RedisConfig.DEFAULT_PORT);
    }

    private static Mode modeOf(String scheme) {
        return switch (scheme) {
            case "redis", "rediss" -> Mode.SINGLE;
            case "redis-sentinel", "rediss-sentinel" -> Mode.SENTINEL;
            case "redis-cluster", "rediss-cluster" -> Mode.CLUSTER;
            default -> throw new IllegalArgumentException("the scheme is unknown; begin with " + KNOWN_SCHEMES);
        };
    }

    private static int endOfAuthority(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            if ("/?#".indexOf(rest.charAt(i)) >= 0) {
                return i;
            }
        }
        return rest.length();
    }

    private static @Nullable Credentials credentials(String userInfo) {
        int colon = userInfo.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("there is no colon before the '@', so it is not clear whether a user or"
                    + " a password stands there; write :password@ or user:password@");
        }
        String user = SettingText.percentDecoded("the user", userInfo.substring(0, colon));
        String password = SettingText.percentDecoded("the password", userInfo.substring(colon + 1));
        if (user.isEmpty()) {
            return password.isEmpty() ? null : Credentials.of(password);
        }
        return Credentials.of(user, password);
    }
}
