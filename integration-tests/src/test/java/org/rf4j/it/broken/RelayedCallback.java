package org.rf4j.it.broken;

import org.jspecify.annotations.Nullable;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.ServerError;
import org.rf4j.spi.SubscriberCallback;

/** Passes on what a subscriber hears. */
class RelayedCallback implements SubscriberCallback {

    final SubscriberCallback core;

    RelayedCallback(SubscriberCallback core) {
        this.core = core;
    }

    @Override
    public void subscribed(ChannelKind kind, byte[] channel) {
        core.subscribed(kind, channel);
    }

    @Override
    public void unsubscribed(ChannelKind kind, byte[] channel) {
        core.unsubscribed(kind, channel);
    }

    @Override
    public void message(ChannelKind kind, byte @Nullable [] pattern, byte[] channel, byte[] payload) {
        core.message(kind, pattern, channel, payload);
    }

    @Override
    public void pong() {
        core.pong();
    }

    @Override
    public void refused(ServerError error) {
        core.refused(error);
    }

    @Override
    public void authenticated(@Nullable ServerError refusal) {
        core.authenticated(refusal);
    }

    @Override
    public void closed(NodeException cause) {
        core.closed(cause);
    }
}
