package org.rf4j.tck;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The clauses of the contract. */
public final class Clauses {

    private static final Map<String, String> TITLES = titles();
    private static final Map<String, String> GROUPS = groupTitles();

    private Clauses() {}

    /**
     * Returns every clause.
     *
     * @return titles by number, in the order of the contract
     */
    public static Map<String, String> all() {
        return TITLES;
    }

    /**
     * Returns the groups of clauses.
     *
     * @return titles by the letter that the numbers of their clauses begin with, in the order of the contract
     */
    public static Map<String, String> groups() {
        return GROUPS;
    }

    private static Map<String, String> groupTitles() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("C", "Connecting and calling");
        titles.put("P", "Publish and subscribe");
        titles.put("F", "Failover");
        titles.put("D", "Durability");
        titles.put("X", "Commands");
        titles.put("S", "Streams");
        return Collections.unmodifiableMap(titles);
    }

    private static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("C1", "connect returns after a round trip, or throws naming every endpoint tried");
        titles.put("C2", "no call hangs: each ends by its deadline");
        titles.put("C3", "a server error keeps its code and is no connection failure");
        titles.put("C4", "a failed call says whether it may have run");
        titles.put("C5", "calls park while the primary is away, bounded and in order");
        titles.put("C6", "a write is never silently sent twice");
        titles.put("C7", "reconnects back off and make no storm");
        titles.put("C8", "close is idempotent, bounded and leaves nothing");
        titles.put("C9", "thread-safe, without pinning virtual threads");
        titles.put("C10", "user, database, client name and TLS hold on every connection");
        titles.put("C11", "credentials come from a provider and can rotate");
        titles.put("C12", "cluster routing");
        titles.put("C13", "the start without a reachable server is chosen");
        titles.put("C14", "announced addresses can be translated");
        titles.put("C15", "single mode behind a name or a proxy");
        titles.put("C16", "refusals that are no failover reach the caller");
        titles.put("C17", "a blocking call in a callback throws instead of deadlocking");
        titles.put("C18", "cancelling removes a parked call; an interrupt ends the wait");
        titles.put("P1", "subscribe completes when the server has acknowledged");
        titles.put("P2", "order per channel is the server's, callbacks do not overlap");
        titles.put("P3", "channels, patterns and binary payloads");
        titles.put("P4", "a listener that blocks delays nothing else");
        titles.put("P5", "buffers are bounded, what is dropped is counted and reported");
        titles.put("P6", "what is wanted is subscribed again after a loss");
        titles.put("P7", "a possible loss is reported, exactly once, in order");
        titles.put("P8", "a listener that throws goes on");
        titles.put("P9", "nothing is delivered after unsubscribe");
        titles.put("P10", "cluster subscriptions survive their node");
        titles.put("P11", "a publish parks and runs after the own subscriptions are live");
        titles.put("P12", "a half-open connection is found and replaced within 3 s");
        titles.put("P13", "keyspace notifications from every primary");
        titles.put("P14", "heartbeats prove the cluster bus");
        titles.put("F1", "events come once, in order, after the state is applied");
        titles.put("F2", "calls succeed 100 ms, subscriptions live 250 ms after the promotion");
        titles.put("F3", "passing refusals are handled within the deadline");
        titles.put("F4", "a planned failover costs the caller no error");
        titles.put("F5", "the watch on the sentinels");
        titles.put("F6", "health tells the state in time, whatever hangs");
        titles.put("F7", "a restarted old primary is not used");
        titles.put("F8", "seeds are never forgotten");
        titles.put("F9", "an early move is provisional");
        titles.put("F10", "losing a replica or a minority of sentinels costs nothing");
        titles.put("D1", "what an acknowledged write is worth");
        titles.put("X1", "every command is typed or listed");
        titles.put("X2", "same value on every provider, on RESP2 and RESP3");
        titles.put("X3", "batch, transaction, scripts, cursors");
        titles.put("S1", "stream consumer: each entry at least once");
        titles.put("S2", "stream consumer: survives failovers");
        return Collections.unmodifiableMap(titles);
    }
}
