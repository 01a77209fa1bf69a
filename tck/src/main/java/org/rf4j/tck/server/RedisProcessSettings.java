package org.rf4j.tck.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one server is to be started. Immutable.
 *
 * <p>Unless a directive says otherwise, a server listens on {@code 127.0.0.1}, keeps nothing on disk and is not in
 * protected mode.
 */
public final class RedisProcessSettings {

    private final String role;
    private final boolean sentinel;
    private final int port;
    private final @Nullable String user;
    private final @Nullable String password;
    private final @Nullable TlsMaterial tls;
    private final boolean proxied;
    private final boolean inMemory;
    private final Map<String, List<String>> directives;

    private RedisProcessSettings(Builder builder) {
        this.role = builder.role;
        this.sentinel = builder.sentinel;
        this.port = builder.port;
        this.user = builder.user;
        this.password = builder.password;
        this.tls = builder.tls;
        this.proxied = builder.proxied;
        this.inMemory = builder.inMemory;
        Map<String, List<String>> copy = new LinkedHashMap<>();
        builder.directives.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        this.directives = copy;
    }

    /** Returns a builder for a server with this name in logs, such as {@code primary} or {@code sentinel-2}. */
    public static Builder builder(String role) {
        return new Builder(role);
    }

    /** Returns a builder that holds these settings. */
    public Builder toBuilder() {
        Builder builder = new Builder(role);
        builder.sentinel = sentinel;
        builder.port = port;
        builder.user = user;
        builder.password = password;
        builder.tls = tls;
        builder.proxied = proxied;
        builder.inMemory = inMemory;
        directives.forEach((name, values) -> builder.directives.put(name, new ArrayList<>(values)));
        return builder;
    }

    /** Returns the name in logs and of the working directory. */
    public String role() {
        return role;
    }

    /** Returns whether the server is started with {@code --sentinel}. */
    public boolean sentinel() {
        return sentinel;
    }

    /** Returns the port, or 0 if a free one is to be chosen. */
    public int port() {
        return port;
    }

    /** Returns the user of the fixture's own connections, {@code null} for the default user. */
    public @Nullable String user() {
        return user;
    }

    @Nullable String password() {
        return password;
    }

    /** Returns the certificates with which the server listens for TLS alone, or {@code null} if it speaks plain TCP. */
    public @Nullable TlsMaterial tls() {
        return tls;
    }

    /** Returns whether the server announces a proxy as its own address. */
    public boolean isProxied() {
        return proxied;
    }

    /** Returns whether its files lie in memory, where there is room. */
    boolean waitsForNoDisk() {
        return inMemory;
    }

    /**
     * Returns the lines of the configuration file for these settings.
     *
     * @param announced the address that the server is to name as its own, {@code null} for that at which it listens
     */
    List<String> configuration(int chosenPort, String directory, @Nullable NodeAddress announced) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("port", List.of(Integer.toString(chosenPort)));
        if (tls != null) {
            encrypt(all, tls, chosenPort);
        }
        all.put("bind", List.of("127.0.0.1"));
        all.put("protected-mode", List.of("no"));
        all.put("loglevel", List.of("notice"));
        all.put("logfile", List.of(quoted(directory + "/log")));
        all.put("dir", List.of(quoted(directory)));
        if (!sentinel) {
            all.put("save", List.of("\"\""));
            all.put("appendonly", List.of("no"));
            // Otherwise a replica keeps the snapshot it was sent, and would come back with it after a restart.
            all.put("rdb-del-sync-files", List.of("yes"));
        }
        all.putAll(directives);
        if (announced != null) {
            announce(all, announced);
        }
        List<String> lines = new ArrayList<>();
        all.forEach((name, values) -> values.forEach(value -> lines.add(name + " " + value)));
        return lines;
    }

    private void announce(Map<String, List<String>> all, NodeAddress address) {
        String port = Integer.toString(address.port());
        if (sentinel) {
            List<String> lines = new ArrayList<>(List.of("announce-ip " + address.host(), "announce-port " + port));
            lines.addAll(all.getOrDefault("sentinel", List.of()));
            all.put("sentinel", lines);
        } else {
            all.put("replica-announce-ip", List.of(address.host()));
            all.put("replica-announce-port", List.of(port));
            all.put(tls == null ? "cluster-announce-port" : "cluster-announce-tls-port", List.of(port));
        }
    }

    private void encrypt(Map<String, List<String>> all, TlsMaterial with, int chosenPort) {
        all.put("port", List.of("0"));
        all.put("tls-port", List.of(Integer.toString(chosenPort)));
        all.put("tls-cert-file", List.of(quoted(with.server().certificate().toString())));
        all.put("tls-key-file", List.of(quoted(with.server().key().toString())));
        all.put("tls-ca-cert-file", List.of(quoted(with.authority().toString())));
        all.put("tls-auth-clients", List.of("yes"));
        all.put("tls-replication", List.of("yes"));
        if (!sentinel) {
            all.put("tls-cluster", List.of("yes"));
        }
    }

    /** Returns role, kind, port and the names of the directives; no values, which may be secret. */
    @Override
    public String toString() {
        return role + (sentinel ? " (sentinel)" : "") + (port == 0 ? "" : " on port " + port) + " "
                + directives.keySet();
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Collects {@link RedisProcessSettings}. Not thread-safe. */
    public static final class Builder {

        private String role;
        private boolean sentinel;
        private int port;
        private @Nullable String user;
        private @Nullable String password;
        private @Nullable TlsMaterial tls;
        private boolean proxied;
        private boolean inMemory;
        private final Map<String, List<String>> directives = new LinkedHashMap<>();

        private Builder(String role) {
            this.role = checkedRole(role);
        }

        /** Replaces the name in logs. */
        public Builder role(String role) {
            this.role = checkedRole(role);
            return this;
        }

        private static String checkedRole(String role) {
            if (!role.matches("[A-Za-z0-9._-]+")) {
                throw new IllegalArgumentException("a role consists of letters, digits, '.', '_' and '-': " + role);
            }
            return role;
        }

        /** Starts the server as a sentinel. */
        public Builder sentinel() {
            this.sentinel = true;
            return this;
        }

        /** Fixes the port; otherwise a free one is chosen. */
        public Builder port(int port) {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("port must be between 0 and 65535, not " + port);
            }
            this.port = port;
            return this;
        }

        /**
         * Sets a directive, replacing what was set for it before.
         *
         * @param value the rest of the line as it stands in a configuration file, quoted where that needs it
         */
        public Builder directive(String name, String value) {
            directives.put(checked(name), new ArrayList<>(List.of(checked(value))));
            return this;
        }

        /** Adds one more line of a directive that may stand several times, such as {@code user}. */
        public Builder addDirective(String name, String value) {
            directives.computeIfAbsent(checked(name), key -> new ArrayList<>()).add(checked(value));
            return this;
        }

        Builder without(String name) {
            directives.remove(name);
            return this;
        }

        /** Sets every directive of a map, in its order; see {@link #directive(String, String)}. */
        public Builder directives(Map<String, String> values) {
            values.forEach(this::directive);
            return this;
        }

        /**
         * Sets the credentials of the fixture's own connections; the server is not told of them, see the directives
         * {@code requirepass} and {@code user}.
         *
         * @param user the user, {@code null} for the default one
         */
        public Builder credentials(@Nullable String user, String password) {
            this.user = user;
            this.password = Objects.requireNonNull(password, "password");
            return this;
        }

        /**
         * Has the server speak TLS and nothing else, on its one port, to clients, replicas, sentinels and the nodes of
         * its cluster. Clients have to show a certificate, unless the directive {@code tls-auth-clients} says otherwise.
         *
         * @param material whose server certificate is shown, and whose authority is trusted
         */
        public Builder tls(TlsMaterial material) {
            this.tls = Objects.requireNonNull(material, "material");
            return this;
        }

        /**
         * Puts a {@link FaultProxy} in front of the server, which announces the proxy's address as its own. Clients,
         * replicas and sentinels come through it; the fixture's own connections and the cluster bus do not.
         */
        public Builder proxied() {
            this.proxied = true;
            return this;
        }

        /**
         * Keeps its files in memory. A sentinel waits for the disk at each change of its configuration, and so does the
         * replica that it promotes; a disk that stands still for some seconds is a fault that nobody has ordered.
         */
        Builder inMemory() {
            this.inMemory = true;
            return this;
        }

        /** Returns the settings. */
        public RedisProcessSettings build() {
            return new RedisProcessSettings(this);
        }

        private static String checked(String text) {
            if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
                throw new IllegalArgumentException("a directive is one line");
            }
            return text;
        }
    }
}
