package org.rf4j.examples.socket;

import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.Transport;

/** RESP2 over a socket. */
final class SocketTransport implements Transport {

    private final Socket socket;
    private final RespReader replies;
    private final RespWriter requests;

    private SocketTransport(Socket socket) throws IOException {
        this.socket = socket;
        this.replies = new RespReader(socket.getInputStream());
        this.requests = new RespWriter(socket.getOutputStream());
    }

    static Transport dial(Endpoint node, ConnectionSettings settings, Owner owner) throws IOException {
        return new SocketTransport(new SocketDialer(node, settings, owner).dial());
    }

    @Override
    public void write(RawCommand command) throws IOException {
        requests.write(command);
    }

    @Override
    public void flush() throws IOException {
        requests.flush();
    }

    @Override
    public @Nullable Object read() throws IOException {
        return replies.read();
    }

    @Override
    public Object unwrapped() {
        return socket;
    }
}
