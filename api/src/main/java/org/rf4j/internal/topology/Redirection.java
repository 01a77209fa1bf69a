package org.rf4j.internal.topology;

import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.spi.ServerError;

/**
 * What {@code MOVED} and {@code ASK} say.
 *
 * @param asking whether only this call is to go there ({@code ASK})
 * @param slot the slot
 * @param to where to go
 */
public record Redirection(boolean asking, int slot, Endpoint to) {

    /** Reads a refusal; null if it is no redirection. An empty host means the host that was asked (clause C14). */
    public static @Nullable Redirection of(ServerError error, Endpoint by) {
        boolean asking = error.code().equals("ASK");
        if (!asking && !error.code().equals("MOVED")) {
            return null;
        }
        String[] words = error.text().split(" ", -1);
        int colon = words.length < 3 ? -1 : words[2].lastIndexOf(':');
        if (colon < 0) {
            return null;
        }
        String host = words[2].substring(0, colon);
        Endpoint to =
                Replies.endpoint(host.isEmpty() || host.equals("?") ? by.host() : host, words[2].substring(colon + 1));
        Integer slot = slot(words[1]);
        return to == null || slot == null ? null : new Redirection(asking, slot, to);
    }

    private static @Nullable Integer slot(String text) {
        try {
            int slot = Integer.parseInt(text);
            return slot >= 0 && slot < Slots.COUNT ? slot : null;
        } catch (NumberFormatException unusable) {
            return null;
        }
    }
}
