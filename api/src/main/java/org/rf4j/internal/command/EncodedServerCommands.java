package org.rf4j.internal.command;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.command.AsyncServerCommands;
import org.rf4j.command.ClientInfo;
import org.rf4j.command.ClientType;
import org.rf4j.command.FlushMode;
import org.rf4j.command.RedisFuture;
import org.rf4j.internal.call.Calls;

/** The commands on the server, and on the connection. */
abstract class EncodedServerCommands<K, V> extends EncodedPopCommands<K, V> implements AsyncServerCommands<K> {

    EncodedServerCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }

    @Override
    public final RedisFuture<@Nullable String> clientGetname() {
        return start(cmd("CLIENT", 1).add("GETNAME"), ServerDecoders::name);
    }

    @Override
    public final RedisFuture<Long> clientId() {
        return start(cmd("CLIENT", 1).add("ID"), Decoders::number);
    }

    @Override
    public final RedisFuture<ClientInfo> clientInfo() {
        return start(cmd("CLIENT", 1).add("INFO"), ServerDecoders::client);
    }

    @Override
    public final RedisFuture<List<ClientInfo>> clientList() {
        return start(cmd("CLIENT", 1).add("LIST"), ServerDecoders::clients);
    }

    @Override
    public final RedisFuture<List<ClientInfo>> clientList(ClientType type) {
        Objects.requireNonNull(type, "type");
        // Redis 7.0 has no newer word for a primary.
        String word = type == ClientType.PRIMARY ? "master" : type.name().toLowerCase(Locale.ROOT);
        return start(cmd("CLIENT", 3).add("LIST").add("TYPE").add(word), ServerDecoders::clients);
    }

    @Override
    public final RedisFuture<List<ClientInfo>> clientList(long... ids) {
        Words<K, V> words = cmd("CLIENT", 2 + some(Objects.requireNonNull(ids, "ids").length, "ids"))
                .add("LIST")
                .add("ID");
        for (long id : ids) {
            words.add(positive(id, "ids"));
        }
        return start(words, ServerDecoders::clients);
    }

    @Override
    public final RedisFuture<Long> dbsize() {
        return start(cmd("DBSIZE", 0), Decoders::number);
    }

    @Override
    public final RedisFuture<String> echo(String message) {
        return start(cmd("ECHO", 1).add(Objects.requireNonNull(message, "message")), Decoders::text);
    }

    @Override
    public final RedisFuture<@Nullable Void> flushall() {
        return start(cmd("FLUSHALL", 0), Decoders::ok);
    }

    @Override
    public final RedisFuture<@Nullable Void> flushall(FlushMode mode) {
        return start(cmd("FLUSHALL", 1).mode(mode), Decoders::ok);
    }

    @Override
    public final RedisFuture<@Nullable Void> flushdb() {
        return start(cmd("FLUSHDB", 0), Decoders::ok);
    }

    @Override
    public final RedisFuture<@Nullable Void> flushdb(FlushMode mode) {
        return start(cmd("FLUSHDB", 1).mode(mode), Decoders::ok);
    }

    @Override
    public final RedisFuture<@Nullable Long> memoryUsage(K key) {
        return start(cmd("MEMORY", 2).add("USAGE").key(key), Decoders::numberOrNull);
    }

    @Override
    public final RedisFuture<@Nullable Long> memoryUsage(K key, long samples) {
        return start(
                cmd("MEMORY", 4).add("USAGE").key(key).add("SAMPLES").add(notNegative(samples, "samples")),
                Decoders::numberOrNull);
    }

    @Override
    public final RedisFuture<String> ping() {
        return start(cmd("PING", 0), Decoders::text);
    }

    @Override
    public final RedisFuture<String> ping(String message) {
        return start(cmd("PING", 1).add(Objects.requireNonNull(message, "message")), Decoders::text);
    }

    @Override
    public final RedisFuture<Instant> time() {
        return start(cmd("TIME", 0), ServerDecoders::time);
    }
}
