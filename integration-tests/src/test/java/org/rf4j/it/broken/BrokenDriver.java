package org.rf4j.it.broken;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.rf4j.Endpoint;
import org.rf4j.spi.CommandSender;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.Driver;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeEvents;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.SubscriberCallback;

/** Has a breakage look at everything that goes to a good driver and comes back from it. */
final class BrokenDriver implements Driver {

    private final Breakage breakage;
    private final Driver good;

    BrokenDriver(Breakage breakage, Driver good) {
        this.breakage = breakage;
        this.good = good;
    }

    @Override
    public CompletionStage<NodeClient> connect(Endpoint node, ConnectionSettings settings, NodeEvents events) {
        return breakage.connect(good, node, settings, events).thenApply(client -> new Client(breakage, client));
    }

    @Override
    public void close() {
        breakage.close(good);
    }

    /** What calls go over: a node, or a session. */
    private abstract static class Sender implements CommandSender {

        final Breakage breakage;
        private final CommandSender good;

        Sender(Breakage breakage, CommandSender good) {
            this.breakage = breakage;
            this.good = good;
        }

        @Override
        public final void send(RawCommand command, ReplySink sink) {
            breakage.send(good, command, sink);
        }

        @Override
        public final void send(List<RawCommand> commands, List<? extends ReplySink> sinks) {
            breakage.send(good, commands, sinks);
        }

        @Override
        public final void assist(BooleanSupplier done, long deadlineNanos) {
            good.assist(done, deadlineNanos);
        }
    }

    private static final class Client extends Sender implements NodeClient {

        private final NodeClient good;

        Client(Breakage breakage, NodeClient good) {
            super(breakage, good);
            this.good = good;
        }

        @Override
        public CompletionStage<NodeSession> openSession() {
            return good.openSession().thenApply(session -> new Session(breakage, session));
        }

        @Override
        public CompletionStage<NodeSubscriber> openSubscriber(SubscriberCallback callback) {
            return breakage.openSubscriber(good, callback);
        }

        @Override
        public void abandon() {
            breakage.abandon(good);
        }

        @Override
        public <T> T unwrap(Class<T> driverType) {
            return good.unwrap(driverType);
        }
    }

    private static final class Session extends Sender implements NodeSession {

        private final NodeSession good;

        Session(Breakage breakage, NodeSession good) {
            super(breakage, good);
            this.good = good;
        }

        @Override
        public void close() {
            good.close();
        }
    }
}
