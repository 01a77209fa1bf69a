package org.rf4j.tck;

import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;

/** The groups of tests of the typed commands. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
abstract class TypedCommands {

    @Nested
    final class Replies extends CommandClauses {}

    @Nested
    final class Keys extends KeyCommandClauses {}

    @Nested
    final class Strings extends StringCommandClauses {}

    @Nested
    final class Hashes extends HashCommandClauses {}

    @Nested
    final class Lists extends ListCommandClauses {}

    @Nested
    final class Sets extends SetCommandClauses {}

    @Nested
    final class SortedSets extends SortedSetCommandClauses {}

    @Nested
    final class SortedSetAlgebra extends SortedSetAlgebraClauses {}

    @Nested
    final class Bitmaps extends BitmapCommandClauses {}

    @Nested
    final class HyperLogLogs extends HyperLogLogCommandClauses {}

    @Nested
    final class Geo extends GeoCommandClauses {}

    @Nested
    final class Scripts extends ScriptCommandClauses {}

    @Nested
    final class Functions extends FunctionCommandClauses {}

    @Nested
    final class Servers extends ServerCommandClauses {}

    @Nested
    final class Subscribers extends PubSubCommandClauses {}

    @Nested
    final class Streams extends StreamCommandClauses {}

    @Nested
    final class StreamGroups extends StreamGroupClauses {}

    @Nested
    final class Pops extends PopCommandClauses {}

    @Nested
    final class Scans extends ScanCommandClauses {}

    @Nested
    final class ReplacedScans extends ScanReplacementClauses {}

    @Nested
    final class Newer extends NewerCommandClauses {}

    @Nested
    @Order(Integer.MAX_VALUE)
    final class Coverage extends CoverageClauses {}
}
