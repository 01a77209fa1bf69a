package org.rf4j.internal.topology;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.Credentials;
import org.rf4j.CredentialsProvider;
import org.rf4j.Protocol;
import org.rf4j.RedisConfig;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.RawCommand;

/** The commands that prepare every connection (clause C10), and the settings around them. */
final class Handshake {

    private Handshake() {}

    static ConnectionSettings forData(RedisConfig config) {
        return new ConnectionSettings(
                config.connectTimeout(),
                config.protocol(),
                config.tls(),
                () -> commands(config.credentials(), config.protocol(), config.database(), config.clientName()));
    }

    /** Sentinels speak RESP2 here, whatever the data nodes speak: nothing that RF4J asks them needs more. */
    static ConnectionSettings forSentinels(RedisConfig config) {
        return new ConnectionSettings(
                config.connectTimeout(),
                Protocol.RESP2,
                config.sentinelTls(),
                () -> commands(config.sentinelCredentials(), Protocol.RESP2, 0, config.clientName()));
    }

    private static List<RawCommand> commands(
            CredentialsProvider provider, Protocol protocol, int database, @Nullable String clientName) {
        Credentials credentials = provider.credentials();
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

    private static RawCommand auth(Credentials credentials) {
        return credentials.username() == null
                ? RawCommand.ofText("AUTH", credentials.password())
                : RawCommand.ofText("AUTH", credentials.username(), credentials.password());
    }
}
