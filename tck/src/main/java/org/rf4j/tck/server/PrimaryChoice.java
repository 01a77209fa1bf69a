package org.rf4j.tck.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides which server is to be the primary when a deployment is restored. */
final class PrimaryChoice {

    private PrimaryChoice() {}

    /**
     * Chooses the server whose data counts.
     *
     * @param named the server that the newest configuration of the sentinels names
     */
    static RedisProcess among(List<RedisProcess> nodes, RedisProcess named) {
        Map<RedisProcess, Replication> answers = new LinkedHashMap<>();
        for (RedisProcess node : nodes) {
            if (node.isAlive()) {
                try {
                    answers.put(node, Replication.of(node));
                } catch (RuntimeException unreachable) {
                    // A server that does not answer cannot be the primary.
                }
            }
        }
        Replication ofNamed = answers.get(named);
        RedisProcess primary = ofNamed != null && ofNamed.isPrimary() ? named : null;
        for (Map.Entry<RedisProcess, Replication> answer : answers.entrySet()) {
            if (answer.getKey() != named && takesPrecedence(answer.getValue(), primary == null ? null : ofNamed)) {
                return answer.getKey();
            }
        }
        if (primary != null) {
            return primary;
        }
        // Nobody says that it is the primary: the replica that has most.
        return answers.entrySet().stream()
                .max(Map.Entry.comparingByValue((one, other) -> Long.compare(one.offset(), other.offset())))
                .map(Map.Entry::getKey)
                .orElse(named);
    }

    /**
     * Returns whether a server that says it is the primary is one against the word of the sentinels' configuration. It
     * is if it was promoted an instant ago, which the sentinels write down a second later; it is not if it only was
     * restarted with the configuration it had as a primary long ago.
     */
    private static boolean takesPrecedence(Replication claimant, @Nullable Replication named) {
        if (!claimant.isPrimary()) {
            return false;
        }
        return named == null || claimant.continues(named) || (claimant.wasPromoted() && !named.wasPromoted());
    }
}
