package org.rf4j.tck;

import org.junit.jupiter.api.Nested;
import org.rf4j.Mode;
import org.rf4j.spi.RedisProvider;

/** The groups of tests that are the same in each mode; a group finds its provider and mode in what encloses it. */
abstract class EveryMode {

    abstract RedisProvider provider();

    abstract Mode mode();

    @Nested
    final class Connecting extends ConnectClauses {}

    @Nested
    final class Starting extends StartClauses {}

    @Nested
    final class Calling extends CallClauses {}

    @Nested
    final class Parking extends ParkingClauses {}

    @Nested
    final class SendingAgain extends RetryClauses {}

    @Nested
    final class RunningScripts extends ScriptClauses {}

    @Nested
    final class RunningTransactions extends TransactionClauses {}

    @Nested
    final class SendingBatches extends BatchClauses {}

    @Nested
    final class CallingBack extends CallbackClauses {}

    @Nested
    final class Storming extends StormClauses {}

    @Nested
    final class Closing extends CloseClauses {}

    @Nested
    final class CheckingHealth extends HealthClauses {}

    @Nested
    final class Lasting extends DurabilityClauses {}

    @Nested
    final class KeepingALedger extends LedgerClauses {}

    @Nested
    final class Subscribing extends PubSubClauses {}

    @Nested
    final class LosingMessages extends GapClauses {}

    @Nested
    final class WaitingForListeners extends BlockClauses {}

    @Nested
    final class HearingOfKeys extends KeyspaceClauses {}

    @Nested
    final class ConsumingStreams extends StreamConsumerClauses {}

    @Nested
    final class CrossingANetwork extends NetworkClauses {}

    @Nested
    final class FailingOver extends FailoverClauses {}

    @Nested
    final class Encrypting extends TlsClauses {}

    @Nested
    final class KeepingSecrets extends SecretClauses {}

    @Nested
    final class Rotating extends CredentialClauses {}
}
