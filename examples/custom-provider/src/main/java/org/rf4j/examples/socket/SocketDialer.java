package org.rf4j.examples.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.rf4j.Endpoint;
import org.rf4j.TlsOptions;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.Transport;

/** Gets a connected socket: resolves the name, tries its addresses in turn, adds TLS. Blocks. */
final class SocketDialer {

    private final Endpoint endpoint;
    private final ConnectionSettings settings;
    private final Transport.Owner owner;
    private final long deadline;

    SocketDialer(Endpoint endpoint, ConnectionSettings settings, Transport.Owner owner) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.owner = owner;
        this.deadline = System.nanoTime() + settings.connectTimeout().toNanos();
    }

    Socket dial() throws IOException {
        Socket socket = connect(InetAddress.getAllByName(endpoint.host()));
        TlsOptions tls = settings.tls();
        return tls == null ? socket : secure(socket, tls);
    }

    private Socket connect(InetAddress[] addresses) throws IOException {
        IOException failure = new IOException("no address of " + endpoint.host() + " accepts a connection");
        for (int i = 0; i < addresses.length; i++) {
            Socket socket = new Socket();
            owner.own(socket);
            try {
                socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
                // Finds a peer that is gone without a word even where nobody sends anything.
                socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
                socket.connect(new InetSocketAddress(addresses[i], endpoint.port()), share(addresses.length - i));
                return socket;
            } catch (IOException refused) {
                socket.close();
                failure.addSuppressed(new IOException(addresses[i] + ": " + refused.getMessage(), refused));
            }
        }
        throw addresses.length == 1 ? only(failure) : failure;
    }

    /** Returns one address's part of the time left, so that a silent one leaves something for the others. */
    private int share(int addressesLeft) throws IOException {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()) / addressesLeft;
        if (millis <= 0) {
            throw new SocketTimeoutException("no time left");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    private static IOException only(IOException failure) {
        return (IOException) failure.getSuppressed()[0];
    }

    private Socket secure(Socket plain, TlsOptions tls) throws IOException {
        SSLSocket secured = (SSLSocket)
                tls.sslContext().getSocketFactory().createSocket(plain, endpoint.host(), endpoint.port(), true);
        if (tls.verifyHostname()) {
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
        }
        secured.startHandshake();
        return secured;
    }
}
