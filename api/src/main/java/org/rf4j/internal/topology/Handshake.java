package org.rf4j.internal.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rf4j.Credentials;
import org.rf4j.CredentialsProvider;
import org.rf4j.Protocol;
import org.rf4j.RedisConfig;
import org.rf4j.TlsOptions;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.RawCommand;

/** The commands that prepare every connection to servers of one kind (clause C10), and the settings around them. */
final class Handshake {

    private final CredentialsProvider provider;
    private final Duration timeout;
    private final Protocol protocol;
    private final @Nullable TlsOptions tls;
    private final int database;
    private final @Nullable String clientName;

    private Handshake(
            RedisConfig config,
            CredentialsProvider provider,
            Protocol protocol,
            @Nullable TlsOptions tls,
            int database,
            @Nullable String clientName) {
        this.provider = provider;
        this.timeout = config.connectTimeout();
        this.protocol = protocol;
        this.tls = tls;
        this.database = database;
        this.clientName = clientName;
    }

    static Handshake forData(RedisConfig config) {
        return new Handshake(
                config,
                config.credentials(),
                config.protocol(),
                config.tls(),
                config.database(),
                config.missingCommands().contains("CLIENT") ? null : config.clientName());
    }

    /** For the question what a node is: what a sentinel lacks, or has not enabled, is left out. */
    static Handshake forDetection(RedisConfig config) {
        return new Handshake(config, config.credentials(), Protocol.RESP2, config.tls(), 0, null);
    }

    /** Sentinels speak RESP2 here, whatever the data nodes speak: nothing that RF4J asks them needs more. */
    static Handshake forSentinels(RedisConfig config) {
        return new Handshake(
                config, config.sentinelCredentials(), Protocol.RESP2, config.sentinelTls(), 0, config.clientName());
    }

    CredentialsProvider provider() {
        return provider;
    }

    Duration timeout() {
        return timeout;
    }

    boolean isEncrypted() {
        return tls != null;
    }

    /**
     * Returns the settings of one node's connections.
     *
     * @param credentials asked at each of them
     */
    ConnectionSettings settings(Supplier<@Nullable Credentials> credentials) {
        return new ConnectionSettings(timeout, protocol, tls, () -> commands(credentials.get()));
    }

    private List<RawCommand> commands(@Nullable Credentials credentials) {
        List<RawCommand> commands = new ArrayList<>(3);
        if (protocol == Protocol.RESP3) {
            commands.add(hello(credentials));
        } else if (credentials != null) {
            commands.add(auth(credentials));
        }
        if (database != 0) {
            commands.add(RawCommand.ofText("SELECT", Integer.toString(database)));
        }
        if (clientName != null) {
            commands.add(RawCommand.ofText("CLIENT", "SETNAME", clientName));
        }
        return commands;
    }

    private static RawCommand hello(@Nullable Credentials credentials) {
        if (credentials == null) {
            return RawCommand.ofText("HELLO", "3");
        }
        String user = credentials.username() == null ? "default" : credentials.username();
        return RawCommand.ofText("HELLO", "3", "AUTH", user, credentials.password());
    }

    /** Returns the command that authenticates a connection, also one that is in use. */
    static RawCommand auth(Credentials credentials) {
        return credentials.username() == null
                ? RawCommand.ofText("AUTH", credentials.password())
                : RawCommand.ofText("AUTH", credentials.username(), credentials.password());
    }
}
