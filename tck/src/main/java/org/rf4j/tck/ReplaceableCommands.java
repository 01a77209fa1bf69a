package org.rf4j.tck;

import org.junit.jupiter.api.Nested;

/**
 * The groups of tests of typed commands that somebody may replace the server of. The values of all others are those of a
 * server by itself.
 */
abstract class ReplaceableCommands {

    @Nested
    final class Replies extends CommandClauses {}

    @Nested
    final class Scripts extends ScriptCommandClauses {}

    @Nested
    final class Pops extends PopCommandClauses {}

    @Nested
    final class ReplacedScans extends ScanReplacementClauses {}
}
