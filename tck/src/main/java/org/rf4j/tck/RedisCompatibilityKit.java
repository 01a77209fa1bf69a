package org.rf4j.tck;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rf4j.Mode;
import org.rf4j.spi.RedisProvider;

/**
 * The contract of RF4J, clause by clause, on real servers. To adopt it, extend this class in a module that has the
 * provider on its class path, where {@link java.util.ServiceLoader} finds it; JUnit then finds the groups of tests as
 * nested classes.
 *
 * <pre>{@code
 * final class MyCompatibilityIT extends RedisCompatibilityKit {
 *     @Override
 *     protected RedisProvider provider() {
 *         return new MyProvider();
 *     }
 * }
 * }</pre>
 *
 * <p>The servers of a mode are started once, and made whole again after each fault. At the end
 * {@code target/tck/compliance.html}, {@code compliance.md} and {@code compliance.json} say how the provider did at each
 * clause.
 *
 * <p>While a clause is worked on, {@code rf4j.tck.modes} ({@code single,cluster}), {@code rf4j.tck.clauses} ({@code
 * F7,F9}, or {@code F} for all that begin so) and {@code rf4j.tck.tests} (a pattern of method names) choose a part; the
 * rest counts as untested. {@code rf4j.tck.report} is the directory for the reports. All are system properties, or
 * configuration parameters of the JUnit launcher. {@link org.rf4j.tck.cli.Main} runs the kit without a build.
 */
@ExtendWith({ComplianceReport.class, Selection.class, ClauseNaming.class})
public abstract class RedisCompatibilityKit {

    /** For subclasses. */
    protected RedisCompatibilityKit() {}

    /**
     * Returns the provider under test; called for each test, for its name and capabilities.
     *
     * @return a new provider, or always the same
     */
    protected abstract RedisProvider provider();

    /** One server, or what stands for one. */
    @Nested
    @DisplayName("single")
    class Single extends EveryMode {

        @Override
        RedisProvider provider() {
            return RedisCompatibilityKit.this.provider();
        }

        @Override
        Mode mode() {
            return Mode.SINGLE;
        }

        @Nested
        final class Commands extends TypedCommands {}

        @Nested
        final class OneServer extends SingleClauses {}

        @Nested
        final class ScanningWhatIsReplaced extends KeyScanReplacementClauses {}

        @Nested
        final class HearingThroughFaults extends HistoryClauses {}

        @Nested
        final class BehindAProxy extends ProxyClauses {}

        @Nested
        final class CallingFromManyThreads extends ThreadClauses {}
    }

    /** A primary, two replicas and three sentinels. */
    @Nested
    @DisplayName("sentinel")
    class Sentinel extends EveryMode {

        @Override
        RedisProvider provider() {
            return RedisCompatibilityKit.this.provider();
        }

        @Override
        Mode mode() {
            return Mode.SENTINEL;
        }

        @Nested
        final class Commands extends ReplaceableCommands {}

        @Nested
        final class FollowingAPromotion extends PromotionClauses {}

        @Nested
        final class KeepingALedgerThroughFailovers extends LedgerFailoverClauses {}

        @Nested
        final class ConsumingThroughFailovers extends StreamFailoverClauses {}

        @Nested
        final class KeepingTransactionsWhole extends TransactionFailoverClauses {}

        @Nested
        final class RunningScriptsAnew extends ScriptFailoverClauses {}

        @Nested
        final class ScanningWhatIsReplaced extends KeyScanReplacementClauses {}

        @Nested
        final class HearingThroughFaults extends HistoryFailoverClauses {}

        @Nested
        final class FollowingSentinels extends SentinelClauses {}

        @Nested
        final class WatchingSentinels extends WatchClauses {}

        @Nested
        final class FailingOverAgain extends SecondFailoverClauses {}

        @Nested
        final class DisputingADecision extends DisputeClauses {}

        @Nested
        final class CutOffByTheNetwork extends PartitionClauses {}

        @Nested
        final class BehindOtherAddresses extends SentinelAddressClauses {}
    }

    /** Three primaries that share the slots, each with a replica. */
    @Nested
    @DisplayName("cluster")
    class Cluster extends EveryMode {

        @Override
        RedisProvider provider() {
            return RedisCompatibilityKit.this.provider();
        }

        @Override
        Mode mode() {
            return Mode.CLUSTER;
        }

        @Nested
        final class Commands extends TypedCommands {}

        @Nested
        final class Routing extends RoutingClauses {}

        @Nested
        final class ProvingTheBus extends BusClauses {}

        @Nested
        final class FollowingSlots extends SlotClauses {}

        @Nested
        final class FollowingAPromotion extends PromotionClauses {}

        @Nested
        final class KeepingALedgerThroughFailovers extends LedgerFailoverClauses {}

        @Nested
        final class ConsumingThroughFailovers extends StreamFailoverClauses {}

        @Nested
        final class KeepingTransactionsWhole extends TransactionFailoverClauses {}

        @Nested
        final class RunningScriptsAnew extends ScriptFailoverClauses {}

        @Nested
        final class HearingThroughFaults extends HistoryFailoverClauses {}

        @Nested
        final class BehindOtherAddresses extends ClusterAddressClauses {}

        @Nested
        final class FailingOverInACluster extends ClusterClauses {}
    }
}
