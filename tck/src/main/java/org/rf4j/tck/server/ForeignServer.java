package org.rf4j.tck.server;

import java.time.Duration;

/** A server that somebody else has started. It is taken for alive, and nothing can be done to it. */
final class ForeignServer implements RunningServer {

    @Override
    public boolean isAlive() {
        return true;
    }

    @Override
    public String exit() {
        return "it has not ended";
    }

    @Override
    public void kill() {
        throw new NotOursException();
    }

    @Override
    public boolean terminate(Duration limit) {
        throw new NotOursException();
    }

    @Override
    public void freeze() {
        throw new NotOursException();
    }

    @Override
    public void thaw() {
        throw new NotOursException();
    }

    @Override
    public long pid() {
        throw new NotOursException();
    }
}
