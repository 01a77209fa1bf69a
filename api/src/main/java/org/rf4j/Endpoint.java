package org.rf4j;

import java.util.Objects;

/**
 * The address of one server: a host name or IP address, and a port. The name is not resolved here; it is resolved anew
 * at each connection attempt (clause F8).
 *
 * @param host host name, IPv4 address, or IPv6 address without brackets
 * @param port TCP port, 1 to 65535
 * @since 0.1.0
 */
public record Endpoint(String host, int port) {

    /** Checks the parts. */
    public Endpoint {
        Objects.requireNonNull(host, "host");
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host is empty; give a name or an address, like 'localhost'");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " of '" + host + "' is out of range; give 1 to 65535");
        }
    }

    /**
     * Reads {@code host}, {@code host:port} or {@code [ipv6]:port}.
     *
     * @param text the address
     * @param defaultPort port to use where the text has none
     * @return the endpoint
     * @throws IllegalArgumentException if the text is malformed; the message says which part
     */
    public static Endpoint parse(String text, int defaultPort) {
        String address = text.strip();
        if (address.isEmpty()) {
            throw new IllegalArgumentException("an address is empty; give host:port");
        }
        if (address.startsWith("[")) {
            return parseBracketed(address, defaultPort);
        }
        int colon = address.lastIndexOf(':');
        if (colon < 0) {
            return new Endpoint(address, defaultPort);
        }
        if (address.indexOf(':') != colon) {
            throw new IllegalArgumentException(
                    "'" + address + "' has several colons; write an IPv6 address in brackets, like [::1]:6379");
        }
        return new Endpoint(address.substring(0, colon), parsePort(address, address.substring(colon + 1)));
    }

    private static Endpoint parseBracketed(String address, int defaultPort) {
        int end = address.indexOf(']');
        if (end < 0) {
            throw new IllegalArgumentException("'" + address + "' lacks the closing bracket; write [::1]:6379");
        }
        String host = address.substring(1, end);
        String rest = address.substring(end + 1);
        if (rest.isEmpty()) {
            return new Endpoint(host, defaultPort);
        }
        if (!rest.startsWith(":")) {
            throw new IllegalArgumentException(
                    "'" + address + "' has '" + rest + "' after the bracket; write [::1]:6379");
        }
        return new Endpoint(host, parsePort(address, rest.substring(1)));
    }

    private static int parsePort(String address, String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "'" + digits + "' in '" + address + "' is not a port; give a number from 1 to 65535", notANumber);
        }
    }

    /** Returns {@code host:port}, with an IPv6 host in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
