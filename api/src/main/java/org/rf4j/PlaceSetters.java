package org.rf4j;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The half of {@link RedisConfig.Builder} that says where the servers are, as whom and by which means to talk to them.
 *
 * @param <B> the builder itself
 */
abstract class PlaceSetters<B extends PlaceSetters<B>> extends ConductSetters<B> {

    PlaceSetters(Settings settings) {
        super(settings);
    }

    /**
     * Says how the servers are deployed. Without it the mode follows from what is given: an endpoint, sentinels or
     * cluster nodes. So it does with {@link Mode#AUTO}, except that a single address is then asked what it is.
     *
     * @param mode the mode; the settings of the others are then kept and not used
     * @return this builder
     */
    public final B mode(Mode mode) {
        settings.mode = Objects.requireNonNull(mode, "mode");
        return self();
    }

    /**
     * Sets the server of {@link Mode#SINGLE} or {@link Mode#AUTO}.
     *
     * @param endpoint its address
     * @return this builder
     */
    public final B endpoint(Endpoint endpoint) {
        settings.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        return self();
    }

    /**
     * Sets the server of {@link Mode#SINGLE} or {@link Mode#AUTO}.
     *
     * @param host host name, IPv4 address, or IPv6 address without brackets
     * @param port TCP port, 1 to 65535
     * @return this builder
     */
    public final B endpoint(String host, int port) {
        return endpoint(new Endpoint(host, port));
    }

    /**
     * Sets the sentinels of {@link Mode#SENTINEL}, in place of those given before. One that answers is enough; the
     * others are learned from it.
     *
     * @param sentinels their addresses; one that comes twice is taken once
     * @return this builder
     */
    public final B sentinels(List<Endpoint> sentinels) {
        settings.sentinels = List.copyOf(new LinkedHashSet<>(sentinels));
        return self();
    }

    /**
     * Adds a sentinel of {@link Mode#SENTINEL}.
     *
     * @param host host name, IPv4 address, or IPv6 address without brackets
     * @param port TCP port, 1 to 65535; commonly 26379
     * @return this builder
     */
    public final B sentinel(String host, int port) {
        LinkedHashSet<Endpoint> more = new LinkedHashSet<>(settings.sentinels);
        more.add(new Endpoint(host, port));
        settings.sentinels = List.copyOf(more);
        return self();
    }

    /**
     * Sets the name by which the sentinels know the primary.
     *
     * @param name the name, without white space
     * @return this builder
     */
    public final B sentinelName(String name) {
        settings.sentinelName = SettingChecks.sentinelName(name);
        return self();
    }

    /**
     * Sets the nodes of {@link Mode#CLUSTER} to begin with, in place of those given before. One that answers is
     * enough; the others are learned from it.
     *
     * @param nodes their addresses; one that comes twice is taken once
     * @return this builder
     */
    public final B clusterNodes(List<Endpoint> nodes) {
        settings.clusterNodes = List.copyOf(new LinkedHashSet<>(nodes));
        return self();
    }

    /**
     * Adds a node of {@link Mode#CLUSTER} to begin with.
     *
     * @param host host name, IPv4 address, or IPv6 address without brackets
     * @param port TCP port, 1 to 65535
     * @return this builder
     */
    public final B clusterNode(String host, int port) {
        LinkedHashSet<Endpoint> more = new LinkedHashSet<>(settings.clusterNodes);
        more.add(new Endpoint(host, port));
        settings.clusterNodes = List.copyOf(more);
        return self();
    }

    /**
     * Sets what gives the credentials for the data nodes; asked at each new connection (clause C11).
     *
     * @param credentials the provider
     * @return this builder
     */
    public final B credentials(CredentialsProvider credentials) {
        settings.credentials = Objects.requireNonNull(credentials, "credentials");
        return self();
    }

    /**
     * Sets fixed credentials for the data nodes.
     *
     * @param credentials the credentials
     * @return this builder
     */
    public final B credentials(Credentials credentials) {
        return credentials(CredentialsProvider.fixed(Objects.requireNonNull(credentials, "credentials")));
    }

    /**
     * Sets a fixed password for the default user of the data nodes.
     *
     * @param password the password
     * @return this builder
     */
    public final B password(String password) {
        return credentials(Credentials.of(password));
    }

    /**
     * Sets what gives the credentials for the sentinels; asked at each new connection.
     *
     * @param credentials the provider
     * @return this builder
     */
    public final B sentinelCredentials(CredentialsProvider credentials) {
        settings.sentinelCredentials = Objects.requireNonNull(credentials, "credentials");
        return self();
    }

    /**
     * Sets fixed credentials for the sentinels.
     *
     * @param credentials the credentials
     * @return this builder
     */
    public final B sentinelCredentials(Credentials credentials) {
        return sentinelCredentials(CredentialsProvider.fixed(Objects.requireNonNull(credentials, "credentials")));
    }

    /**
     * Sets the database.
     *
     * @param database its number, not negative
     * @return this builder
     */
    public final B database(int database) {
        settings.database = SettingChecks.database(database);
        return self();
    }

    /**
     * Sets the name that connections give themselves with {@code CLIENT SETNAME}.
     *
     * @param clientName printable ASCII without spaces, or null for none
     * @return this builder
     */
    public final B clientName(@Nullable String clientName) {
        settings.clientName = clientName == null ? null : SettingChecks.clientName(clientName);
        return self();
    }

    /**
     * Encrypts the connections to data nodes, and those to sentinels unless {@link #sentinelTls} says otherwise.
     *
     * @param tls how to, or null for plain TCP
     * @return this builder
     */
    public final B tls(@Nullable TlsOptions tls) {
        settings.tls = tls;
        return self();
    }

    /**
     * Encrypts the connections to sentinels in a way of their own.
     *
     * @param tls how to, or null for plain TCP
     * @return this builder
     */
    public final B sentinelTls(@Nullable TlsOptions tls) {
        settings.sentinelTls = tls;
        settings.sentinelTlsFollows = false;
        return self();
    }

    /**
     * Sets the protocol.
     *
     * @param protocol the protocol; RESP3 needs a provider with {@link Capability#RESP3}
     * @return this builder
     */
    public final B protocol(Protocol protocol) {
        settings.protocol = Objects.requireNonNull(protocol, "protocol");
        return self();
    }

    /**
     * Chooses the provider. Goes before the system property {@code rf4j.provider} and the variable {@code
     * REDIS_PROVIDER}.
     *
     * @param provider its name in any case, like {@code lettuce}; null leaves it to them and to the class path
     * @return this builder
     */
    public final B provider(@Nullable String provider) {
        settings.provider = provider == null ? null : SettingChecks.provider(provider);
        return self();
    }

    /**
     * Sets what translates the addresses that sentinels and cluster nodes announce into those that this client
     * reaches them at (clause C14). The addresses given here are not translated.
     *
     * @param mapper the mapper
     * @return this builder
     */
    public final B addressMapper(AddressMapper mapper) {
        settings.addressMapper = Objects.requireNonNull(mapper, "mapper");
        return self();
    }

    /**
     * Says which commands a proxy in front of the data nodes lacks (clause C15), in place of those given before.
     * They are then never sent by RF4J on its own account: without {@code SELECT} only database 0 can be used, without
     * {@code CLIENT} connections have no name, without {@code HELLO} the protocol is RESP2, and without {@code INFO},
     * {@code ROLE} and {@code HELLO} together the role of a node is not known and a refusal alone tells a replica.
     *
     * @param commands of {@code CLIENT}, {@code HELLO}, {@code INFO}, {@code ROLE} and {@code SELECT}, in any case
     * @return this builder
     */
    public final B missingCommands(String... commands) {
        settings.missingCommands = SettingChecks.missingCommands(commands);
        return self();
    }
}
