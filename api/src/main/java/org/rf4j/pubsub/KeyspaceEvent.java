package org.rf4j.pubsub;

/**
 * Something that happened to a key, as its primary told it ({@code __keyevent@db__:event}).
 *
 * @param database the database of the key
 * @param event the name of the event, like {@code expired} or {@code del}
 * @param key the key
 * @param <K> the type of keys
 * @since 0.1.0
 */
public record KeyspaceEvent<K>(int database, String event, K key) {}
