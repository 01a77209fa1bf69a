package org.rf4j;

import java.util.Map;

/**
 * Translates the addresses that servers announce of themselves and of one another into those that this client can reach,
 * as behind NAT or a container's network (clause C14). Asked for each address that sentinels, primaries and cluster nodes
 * name, again and again; never for the addresses in the configuration. An empty host in a redirect has been replaced by the
 * host that was asked before.
 *
 * <p>Called on a thread that RF4J needs: it does not block, resolves no names and returns the same for the same. Where it
 * throws, the announced address is used and a warning is logged.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface AddressMapper {

    /**
     * Translates an address.
     *
     * @param announced the address as a server named it
     * @return the address to connect to; the same where there is nothing to translate
     */
    Endpoint map(Endpoint announced);

    /**
     * Returns the mapper that leaves every address as it is.
     *
     * @return always the same one
     */
    static AddressMapper identity() {
        return TableMapper.IDENTITY;
    }

    /**
     * Returns a mapper with a table; addresses that are not in it stay as they are.
     *
     * @param table addresses to connect to, by the announced ones; copied
     * @return the mapper
     */
    static AddressMapper of(Map<Endpoint, Endpoint> table) {
        return table.isEmpty() ? identity() : new TableMapper(Map.copyOf(table));
    }
}
