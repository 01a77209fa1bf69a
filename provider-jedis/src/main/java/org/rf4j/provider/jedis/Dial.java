package org.rf4j.provider.jedis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.TlsOptions;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ServerError;

/**
 * One attempt to connect: resolves, connects, encrypts and prepares, all before one deadline. It runs on a thread that may
 * hang in a name server; whoever waits is answered by {@link #end} then, and the socket, should there ever be one, is closed.
 */
final class Dial implements Runnable, Live {

    private final Endpoint node;
    private final ConnectionSettings settings;
    private final long deadline;
    private final CompletableFuture<JedisConnection> result = new CompletableFuture<>();
    private volatile @Nullable Socket socket;

    Dial(Endpoint node, ConnectionSettings settings) {
        this.node = node;
        this.settings = settings;
        this.deadline = System.nanoTime() + settings.connectTimeout().toNanos();
    }

    CompletableFuture<JedisConnection> result() {
        return result;
    }

    @Override
    public void run() {
        JedisConnection connection = null;
        try {
            connection = connect();
            prepare(connection);
        } catch (NodeException refused) {
            result.completeExceptionally(refused);
        } catch (IOException | RuntimeException | Error failed) {
            result.completeExceptionally(NodeException.notSent("cannot connect to " + node + ": " + failed, failed));
        }
        if (result.isDone() || !result.complete(connection)) {
            close();
        }
    }

    /** The attempt starts on the thread that it is given. */
    @Override
    public void start() {}

    @Override
    public void end(Loss why) {
        if (result.completeExceptionally(why.notSent())) {
            close();
        }
    }

    /** Ends the attempt because its time is over, if it has not ended. */
    void giveUp() {
        end(new Loss(
                "no connection to " + node + " within "
                        + settings.connectTimeout().toMillis() + " ms",
                null));
    }

    @Override
    public List<@Nullable Thread> threads() {
        return List.of();
    }

    @Override
    public boolean isOver() {
        return result.isDone();
    }

    private void close() {
        Socket open = socket;
        if (open != null) {
            JedisConnection.close(open);
        }
    }

    private JedisConnection connect() throws IOException {
        InetAddress[] addresses = InetAddress.getAllByName(node.host());
        IOException failure = null;
        for (int i = 0; i < addresses.length; i++) {
            // A share each, so that an address that swallows everything leaves time for the others.
            int timeout = millisLeft(addresses.length - i);
            Socket candidate = adopt(new Socket());
            try {
                candidate.setTcpNoDelay(true);
                candidate.setKeepAlive(true);
                candidate.connect(new InetSocketAddress(addresses[i], node.port()), timeout);
                TlsOptions tls = settings.tls();
                return new JedisConnection(node, candidate, tls == null ? candidate : encrypt(candidate, tls));
            } catch (SSLException refused) {
                // Whoever answers, but not as it should, is not passed over for an address that does not answer.
                throw refused;
            } catch (IOException failed) {
                close();
                if (failure != null) {
                    failed.addSuppressed(failure);
                }
                failure = failed;
            }
        }
        throw failure == null ? new IOException("the name has no address") : failure;
    }

    /** From here on the socket is closed when the attempt is given up. */
    private Socket adopt(Socket opened) throws IOException {
        socket = opened;
        if (result.isDone()) {
            close();
            throw new IOException("given up");
        }
        return opened;
    }

    private Socket encrypt(Socket plain, TlsOptions tls) throws IOException {
        SSLSocket encrypted =
                (SSLSocket) tls.sslContext().getSocketFactory().createSocket(plain, node.host(), node.port(), true);
        if (tls.verifyHostname()) {
            SSLParameters parameters = encrypted.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            encrypted.setSSLParameters(parameters);
        }
        encrypted.setSoTimeout(millisLeft(1));
        encrypted.startHandshake();
        return encrypted;
    }

    private void prepare(JedisConnection connection) throws IOException {
        List<RawCommand> handshake = settings.handshake();
        for (RawCommand command : handshake) {
            connection.write(command);
        }
        connection.flush();
        for (RawCommand command : handshake) {
            Object reply = connection.read(deadline, Integer.MAX_VALUE);
            if (reply == ReplyInput.NOTHING) {
                throw new SocketTimeoutException("no answer to " + command.name());
            }
            if (reply instanceof ServerError refusal) {
                throw NodeException.refused(command.name(), refusal);
            }
        }
    }

    private int millisLeft(int shares) throws SocketTimeoutException {
        long millis = (deadline - System.nanoTime()) / 1_000_000 / shares;
        if (millis <= 0) {
            throw new SocketTimeoutException("the time is over");
        }
        return (int) Math.min(Integer.MAX_VALUE, millis);
    }
}
