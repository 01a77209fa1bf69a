package org.rf4j.it.broken;

import java.util.List;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.RawCommand;

/** Passes on what a subscriber is asked for. */
class RelayedSubscriber implements NodeSubscriber {

    final NodeSubscriber good;

    RelayedSubscriber(NodeSubscriber good) {
        this.good = good;
    }

    @Override
    public void subscribe(ChannelKind kind, List<byte[]> channels) {
        good.subscribe(kind, channels);
    }

    @Override
    public void unsubscribe(ChannelKind kind, List<byte[]> channels) {
        good.unsubscribe(kind, channels);
    }

    @Override
    public void ping() {
        good.ping();
    }

    @Override
    public void pause() {
        good.pause();
    }

    @Override
    public void resume() {
        good.resume();
    }

    @Override
    public void authenticate(RawCommand auth) {
        good.authenticate(auth);
    }

    @Override
    public void close() {
        good.close();
    }
}
