package org.rf4j.internal.command;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.ClientInfo;
import org.rf4j.command.ClientType;
import org.rf4j.command.FlushMode;
import org.rf4j.command.ServerCommands;
import org.rf4j.internal.call.Calls;

/** The commands on the server, and on the connection, waited for. */
abstract class BlockingServerCommands<K, V> extends BlockingPopCommands<K, V> implements ServerCommands<K> {

    BlockingServerCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        super(async, calls);
    }

    @Override
    public final @Nullable String clientGetname() {
        return calls.await(async.clientGetname());
    }

    @Override
    public final long clientId() {
        return calls.await(async.clientId());
    }

    @Override
    public final ClientInfo clientInfo() {
        return calls.await(async.clientInfo());
    }

    @Override
    public final List<ClientInfo> clientList() {
        return calls.await(async.clientList());
    }

    @Override
    public final List<ClientInfo> clientList(ClientType type) {
        return calls.await(async.clientList(type));
    }

    @Override
    public final List<ClientInfo> clientList(long... ids) {
        return calls.await(async.clientList(ids));
    }

    @Override
    public final long dbsize() {
        return calls.await(async.dbsize());
    }

    @Override
    public final String echo(String message) {
        return calls.await(async.echo(message));
    }

    @Override
    public final void flushall() {
        calls.await(async.flushall());
    }

    @Override
    public final void flushall(FlushMode mode) {
        calls.await(async.flushall(mode));
    }

    @Override
    public final void flushdb() {
        calls.await(async.flushdb());
    }

    @Override
    public final void flushdb(FlushMode mode) {
        calls.await(async.flushdb(mode));
    }

    @Override
    public final @Nullable Long memoryUsage(K key) {
        return calls.await(async.memoryUsage(key));
    }

    @Override
    public final @Nullable Long memoryUsage(K key, long samples) {
        return calls.await(async.memoryUsage(key, samples));
    }

    @Override
    public final String ping() {
        return calls.await(async.ping());
    }

    @Override
    public final String ping(String message) {
        return calls.await(async.ping(message));
    }

    @Override
    public final Instant time() {
        return calls.await(async.time());
    }
}
