package org.rf4j.internal.subscribe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The lines that all share, those of keyspace subscriptions, and those that a subscription has for itself; each channel
 * says to which it belongs. Guarded by the hub's lock.
 */
final class LineGroups {

    private final Lines shared;
    private final Lines keyspaces;
    private final Set<Lines> own = new HashSet<>();

    LineGroups(Lines shared, Lines keyspaces) {
        this.shared = shared;
        this.keyspaces = keyspaces;
    }

    void add(Lines lines) {
        own.add(lines);
    }

    /** Closes the lines that a subscription had for itself. */
    void remove(@Nullable Lines lines) {
        if (lines != null && own.remove(lines)) {
            lines.close();
        }
    }

    private Lines of(ChannelId channel) {
        Lines scope = channel.scope();
        if (scope != null) {
            return scope;
        }
        return channel.isAnchored() ? keyspaces : shared;
    }

    private Map<Lines, List<ChannelId>> grouped(Collection<ChannelId> channels) {
        Map<Lines, List<ChannelId>> groups = new LinkedHashMap<>();
        channels.forEach(channel ->
                groups.computeIfAbsent(of(channel), none -> new ArrayList<>()).add(channel));
        return groups;
    }

    void follow(Collection<ChannelId> channels) {
        grouped(channels).forEach(Lines::follow);
    }

    void release(Collection<ChannelId> channels) {
        grouped(channels).forEach(Lines::release);
    }

    /** Returns when a channel was acknowledged where it is now; null if it is not. */
    @Nullable Long acknowledgedAt(ChannelId channel) {
        return of(channel).acknowledgedAt(channel);
    }

    void each(Consumer<Lines> action) {
        action.accept(shared);
        action.accept(keyspaces);
        List.copyOf(own).forEach(action);
    }
}
