package org.rf4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The address of one server: a host name or IP address, and a port. The name is not resolved here; it is resolved anew
 * at each connection attempt (clause F8). Messages about a malformed address do not repeat it, since a password may
 * stand where it does not belong.
 *
 * @param host host name, IPv4 address, or IPv6 address without brackets
 * @param port TCP port, 1 to 65535
 * @since 0.1.0
 */
public record Endpoint(String host, int port) {

    /** Good enough to tell an address from a name with a port; the resolver knows the rest. */
    private static final Pattern IPV6 = Pattern.compile("(?=.*:.*:)[0-9A-Fa-f:.]{2,45}(%[0-9A-Za-z._~-]+)?");

    private static final String NEVER_IN_A_NAME = "/\\@,;[]()<>?#%\"'`{}|^=&";

    /** Checks the parts. */
    public Endpoint {
        Objects.requireNonNull(host, "host");
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host is empty; give a name or an address, like 'localhost'");
        }
        if (host.indexOf(':') >= 0) {
            if (!IPV6.matcher(host).matches()) {
                throw new IllegalArgumentException(
                        "the host has a colon and is no IPv6 address; give the host alone," + " without port and user");
            }
        } else if (host.chars().anyMatch(Endpoint::isForbidden)) {
            throw new IllegalArgumentException("the host has a character that host names do not have; give the host"
                    + " alone, without scheme, user and path");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the port " + port + " is out of range; give 1 to 65535");
        }
    }

    /**
     * Reads {@code host}, {@code host:port}, {@code [ipv6]} or {@code [ipv6]:port}.
     *
     * @param text the address
     * @param defaultPort port to use where the text has none
     * @return the endpoint
     * @throws IllegalArgumentException if the text is malformed; the message says which part and does not repeat it
     */
    public static Endpoint parse(String text, int defaultPort) {
        String address = text.strip();
        if (address.isEmpty()) {
            throw new IllegalArgumentException("the address is empty; give host:port");
        }
        if (address.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "the address has an '@'; give host:port alone, user and password" + " have settings of their own");
        }
        if (address.contains("://")) {
            throw new IllegalArgumentException("the address is a URI; give host:port alone");
        }
        if (address.startsWith("[")) {
            return parseBracketed(address, defaultPort);
        }
        int colon = address.indexOf(':');
        if (colon < 0) {
            return new Endpoint(address, defaultPort);
        }
        if (address.lastIndexOf(':') != colon) {
            throw new IllegalArgumentException(
                    "the address has several colons; write an IPv6 address in brackets, like [::1]:6379");
        }
        return new Endpoint(address.substring(0, colon), parsePort(address.substring(colon + 1)));
    }

    /**
     * Reads addresses separated by commas.
     *
     * @param text at least one address
     * @param defaultPort port to use where an address has none
     * @return the endpoints, in their order
     * @throws IllegalArgumentException if one is malformed; the message gives its number, from 1
     */
    static List<Endpoint> parseList(String text, int defaultPort) {
        String[] addresses = text.split(",", -1);
        if (addresses.length == 1) {
            return List.of(parse(text, defaultPort));
        }
        List<Endpoint> endpoints = new ArrayList<>();
        for (String address : addresses) {
            try {
                endpoints.add(parse(address, defaultPort));
            } catch (IllegalArgumentException malformed) {
                throw new IllegalArgumentException(
                        "number " + (endpoints.size() + 1) + " of the addresses: " + malformed.getMessage(), malformed);
            }
        }
        return endpoints;
    }

    private static Endpoint parseBracketed(String address, int defaultPort) {
        int end = address.indexOf(']');
        if (end < 0) {
            throw new IllegalArgumentException("the address lacks the closing bracket; write [::1]:6379");
        }
        String host = address.substring(1, end);
        String rest = address.substring(end + 1);
        if (host.indexOf(':') < 0) {
            throw new IllegalArgumentException(
                    "the brackets hold no IPv6 address; write [::1]:6379, or a name without" + " brackets");
        }
        if (rest.isEmpty()) {
            return new Endpoint(host, defaultPort);
        }
        if (!rest.startsWith(":")) {
            throw new IllegalArgumentException("something other than a port follows the bracket; write [::1]:6379");
        }
        return new Endpoint(host, parsePort(rest.substring(1)));
    }

    private static int parsePort(String digits) {
        if (digits.isEmpty()) {
            throw new IllegalArgumentException("the port after the colon is empty; give 1 to 65535");
        }
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("the port is not a number; give 1 to 65535");
        }
        int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the port is out of range; give 1 to 65535");
        }
        return port;
    }

    private static boolean isForbidden(int c) {
        return Character.isWhitespace(c) || Character.isISOControl(c) || NEVER_IN_A_NAME.indexOf(c) >= 0;
    }

    /** Returns {@code host:port}, with an IPv6 host in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
