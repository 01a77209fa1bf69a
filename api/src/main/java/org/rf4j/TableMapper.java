package org.rf4j;

import java.util.Map;

/** Looks addresses up; those that are not in the table stay as they are. */
record TableMapper(Map<Endpoint, Endpoint> table) implements AddressMapper {

    static final AddressMapper IDENTITY = new TableMapper(Map.of());

    @Override
    public Endpoint map(Endpoint announced) {
        return table.getOrDefault(announced, announced);
    }
}
