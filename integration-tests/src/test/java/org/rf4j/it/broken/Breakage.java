package org.rf4j.it.broken;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rf4j.Capability;
import org.rf4j.Endpoint;
import org.rf4j.spi.CommandSender;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.Driver;
import org.rf4j.spi.DriverContext;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeEvents;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.SubscriberCallback;

/** What a {@link BrokenProvider} does otherwise than the provider below it; by itself it does nothing otherwise. */
class Breakage {

    Set<Capability> capabilities(Set<Capability> declared) {
        return declared;
    }

    /** Called once a driver is open. */
    void opened(DriverContext context) {}

    void close(Driver driver) {
        driver.close();
    }

    CompletionStage<NodeClient> connect(Driver driver, Endpoint node, ConnectionSettings settings, NodeEvents events) {
        return driver.connect(node, settings(settings), events(events));
    }

    ConnectionSettings settings(ConnectionSettings settings) {
        return settings;
    }

    NodeEvents events(NodeEvents events) {
        return events;
    }

    /** Sends a command on the shared connection or in a session. */
    void send(CommandSender connection, RawCommand command, ReplySink sink) {
        connection.send(command, sink(command, sink));
    }

    /** Sends commands that belong together. */
    void send(CommandSender connection, List<RawCommand> commands, List<? extends ReplySink> sinks) {
        connection.send(
                commands,
                IntStream.range(0, commands.size())
                        .mapToObj(i -> sink(commands.get(i), sinks.get(i)))
                        .toList());
    }

    /** Returns what takes the answer of a command. */
    ReplySink sink(RawCommand command, ReplySink sink) {
        return new ReplySink() {
            @Override
            public void reply(@Nullable Object raw) {
                Breakage.this.reply(command, raw, sink);
            }

            @Override
            public void failed(NodeException cause) {
                Breakage.this.failed(command, cause, sink);
            }
        };
    }

    void reply(RawCommand command, @Nullable Object raw, ReplySink sink) {
        sink.reply(raw);
    }

    void failed(RawCommand command, NodeException cause, ReplySink sink) {
        sink.failed(cause);
    }

    void abandon(NodeClient client) {
        client.abandon();
    }

    CompletionStage<NodeSubscriber> openSubscriber(NodeClient client, SubscriberCallback callback) {
        RelayedCallback relayed = callback(callback);
        return client.openSubscriber(relayed).thenApply(opened -> subscriber(opened, relayed));
    }

    RelayedCallback callback(SubscriberCallback callback) {
        return new RelayedCallback(callback);
    }

    /** Returns how requests go out; the callback is the one of {@link #callback}. */
    NodeSubscriber subscriber(NodeSubscriber subscriber, RelayedCallback callback) {
        return subscriber;
    }
}
