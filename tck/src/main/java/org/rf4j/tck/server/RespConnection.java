package org.rf4j.tck.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One plain RESP2 connection for the kit's own commands and observations. It shares no code with any driver, so that
 * what it sees does not depend on what is tested.
 *
 * <p>Replies are {@link String} (simple and bulk strings, read as UTF-8), {@link Long}, {@link List} or {@code null}.
 * Every method that talks to the server blocks, at most for the connection's timeout per read, and throws
 * {@link UncheckedIOException} when the connection fails; the connection is then closed and of no more use.
 *
 * <p>Not thread-safe, except that {@link #close()} may be called from any thread and ends a blocked read.
 */
public final class RespConnection implements AutoCloseable {

    private final Socket socket;
    private final int timeoutMillis;
    private final BufferedInputStream in;
    private final RespReader reader;

    private RespConnection(Socket socket, int timeoutMillis) throws IOException {
        this.socket = socket;
        this.timeoutMillis = timeoutMillis;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.reader = new RespReader(in);
    }

    /**
     * Opens a connection.
     *
     * @param timeout the limit of the connect and of each read, at least a millisecond
     * @throws UncheckedIOException if the server cannot be reached within the timeout
     */
    public static RespConnection connect(String host, int port, Duration timeout) {
        return connect(host, port, timeout, null);
    }

    /**
     * Opens a connection with TLS, or without; see {@link #connect(String, int, Duration)}.
     *
     * @param tls who is trusted and what is shown, or {@code null} for plain TCP; host names are not verified
     */
    static RespConnection connect(String host, int port, Duration timeout, @Nullable SSLContext tls) {
        int millis = millis(timeout);
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), millis);
            socket.setSoTimeout(millis);
            return new RespConnection(tls == null ? socket : encrypted(socket, tls), millis);
        } catch (IOException e) {
            closeQuietly(socket);
            throw new UncheckedIOException("cannot connect to " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private static Socket encrypted(Socket plain, SSLContext tls) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        socket.startHandshake();
        return socket;
    }

    /** Opens a connection; see {@link #connect(String, int, Duration)}. */
    public static RespConnection connect(NodeAddress address, Duration timeout) {
        return connect(address.host(), address.port(), timeout);
    }

    /**
     * Authenticates.
     *
     * @param user the user, or {@code null} for the default one
     * @throws RespErrorException if the server refuses
     */
    public void authenticate(@Nullable String user, String password) {
        if (user == null) {
            call("AUTH", password);
        } else {
            call("AUTH", user, password);
        }
    }

    /**
     * Sends a command and returns its reply. An error inside an array is an element of type {@link RespErrorException}.
     *
     * @throws RespErrorException if the reply is an error
     */
    public @Nullable Object call(String... args) {
        send(args);
        return receive();
    }

    /**
     * Sends a command and returns its reply, which must be a list.
     *
     * @throws RespErrorException if the reply is an error
     * @throws RedisServerException if the reply is something else than a list
     */
    @SuppressWarnings("unchecked")
    public List<@Nullable Object> callForList(String... args) {
        Object reply = call(args);
        if (reply instanceof List<?> list) {
            return (List<@Nullable Object>) list;
        }
        throw new RedisServerException(args[0] + " answered " + reply + " instead of a list");
    }

    /**
     * Sends a command and returns its reply, which must be a string.
     *
     * @throws RespErrorException if the reply is an error
     * @throws RedisServerException if the reply is something else than a string
     */
    public String callForString(String... args) {
        Object reply = call(args);
        if (reply instanceof String string) {
            return string;
        }
        throw new RedisServerException(args[0] + " answered " + reply + " instead of a string");
    }

    /** Sends a command without waiting for a reply, as {@code SUBSCRIBE} needs it. */
    public void send(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        ascii(out, "*" + args.length);
        for (String arg : args) {
            byte[] bytes = Objects.requireNonNull(arg, "argument").getBytes(StandardCharsets.UTF_8);
            ascii(out, "$" + bytes.length);
            out.writeBytes(bytes);
            ascii(out, "");
        }
        try {
            socket.getOutputStream().write(out.toByteArray());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Returns the next reply or pushed message.
     *
     * @throws RespErrorException if it is an error
     */
    public @Nullable Object receive() {
        Object reply;
        try {
            reply = reader.read();
        } catch (IOException e) {
            throw failed(e);
        }
        if (reply instanceof RespErrorException error) {
            throw error;
        }
        return reply;
    }

    /** Waits until something can be {@linkplain #receive() received}, and returns whether that was so in time. */
    public boolean awaitReadable(Duration limit) {
        try {
            socket.setSoTimeout(millis(limit));
            in.mark(1);
            int first = in.read();
            socket.setSoTimeout(timeoutMillis);
            if (first < 0) {
                throw new IOException("the server closed the connection");
            }
            in.reset();
            return true;
        } catch (SocketTimeoutException nothing) {
            try {
                socket.setSoTimeout(timeoutMillis);
            } catch (IOException e) {
                throw failed(e);
            }
            return false;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Closes the connection; a read that is waiting in another thread fails. */
    @Override
    public void close() {
        closeQuietly(socket);
    }

    private UncheckedIOException failed(IOException cause) {
        String peer = String.valueOf(socket.getRemoteSocketAddress());
        // After a failure the reply of this command could be taken for that of the next.
        close();
        return new UncheckedIOException("connection to " + peer + " failed: " + cause.getMessage(), cause);
    }

    private static int millis(Duration timeout) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, timeout.toMillis()));
    }

    private static void ascii(ByteArrayOutputStream out, String line) {
        out.writeBytes((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // Nothing is left to be done with it.
        }
    }
}
