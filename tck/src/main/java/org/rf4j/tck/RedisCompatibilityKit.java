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
 * {@code target/tck/compliance.md} and {@code compliance.json} say how the provider did at each clause.
 */
@ExtendWith(ComplianceReport.class)
public abstract class RedisCompatibilityKit {

    /** For subclasses. */
    protected RedisCompatibilityKit() {}

    /**
     * Returns the provider under test; called for each test, for its name and capabilities.
     *
     * @return a new provider, or always the same
     */
    protected abstract RedisProvider provider();

    /** One server. */
    @Nested
    @DisplayName("single")
    class Single {

        @Nested
        final class Connecting extends ConnectClauses {
            @Override
            RedisProvider provider() {
                return RedisCompatibilityKit.this.provider();
            }

            @Override
            Mode mode() {
                return Mode.SINGLE;
            }
        }

        @Nested
        final class Calling extends CallClauses {
            @Override
            RedisProvider provider() {
                return RedisCompatibilityKit.this.provider();
            }

            @Override
            Mode mode() {
                return Mode.SINGLE;
            }
        }

        @Nested
        final class Subscribing extends PubSubClauses {
            @Override
            RedisProvider provider() {
                return RedisCompatibilityKit.this.provider();
            }

            @Override
            Mode mode() {
                return Mode.SINGLE;
            }
        }

        @Nested
        final class LosingMessages extends GapClauses {
            @Override
            RedisProvider provider() {
                return RedisCompatibilityKit.this.provider();
            }

            @Override
            Mode mode() {
                return Mode.SINGLE;
            }
        }

        @Nested
        final class FailingOver extends FailoverClauses {
            @Override
            RedisProvider provider() {
                return RedisCompatibilityKit.this.provider();
            }

            @Override
            Mode mode() {
                return Mode.SINGLE;
            }
        }

        @Nested
        final class Commands extends CommandClauses {
            @Override
            RedisProvider provider() {
                return RedisCompatibilityKit.this.provider();
            }

            @Override
            Mode mode() {
                return Mode.SINGLE;
            }
        }

        @Nested
        final class OneServer extends SingleClauses {
            @Override
            RedisProvider provider() {
                return RedisCompatibilityKit.this.provider();
            }

            @Override
            Mode mode() {
                return Mode.SINGLE;
            }
        }
    }

    /** A primary, two replicas and three sentinels. */
    @Nested
    @DisplayName("sentinel")
    class Sentinel {

        @Nested
        final class Connecting extends ConnectClauses {
            @Override
            RedisProvider provider() {
                return RedisCompatibilityKit.this.provider();
            }

            @Override
            Mode mode() {
                return Mode.SENTINEL;
            }
        }

        @Nested
        final class Calling extends CallClauses {
            @Override
            RedisProvider provider() {
                return RedisCompatibilityKit.this.provider();
            }

            @Override
            Mode mode() {
                return Mode.SENTINEL;
            }
        }

        @Nested
        final class Subscribing extends PubSubClauses {
            @Override
            RedisProvider provider() {
                return RedisCompatibilityKit.this.provider();
            }

            @Override
            Mode mode() {
                return Mode.SENTINEL;
            }
        }

        @Nested
        final class LosingMessages extends GapClauses {
            @Override
            RedisProvider provider() {
                return RedisCompatibilityKit.this.provider();
            }

            @Override
            Mode mode() {
                return Mode.SENTINEL;
            }
        }

        @Nested
        final class FailingOver extends FailoverClauses {
            @Override
            RedisProvider provider() {
                return RedisCompatibilityKit.this.provider();
            }

            @Override
            Mode mode() {
                return Mode.SENTINEL;
            }
        }

        @Nested
        final class Commands extends CommandClauses {
            @Override
            RedisProvider provider() {
                return RedisCompatibilityKit.this.provider();
            }

            @Override
            Mode mode() {
                return Mode.SENTINEL;
            }
        }

        @Nested
        final class FollowingSentinels extends SentinelClauses {
            @Override
            RedisProvider provider() {
                return RedisCompatibilityKit.this.provider();
            }

            @Override
            Mode mode() {
                return Mode.SENTINEL;
            }
        }
    }
}
