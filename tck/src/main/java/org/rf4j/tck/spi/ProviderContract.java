package org.rf4j.tck.spi;

import org.junit.jupiter.api.Nested;
import org.rf4j.Protocol;
import org.rf4j.spi.RedisProvider;

/**
 * The contract of a provider, below the core: what {@link org.rf4j.spi} promises, tested on one real server. To adopt
 * it, extend this class; JUnit then finds the groups of tests as nested classes.
 *
 * <pre>{@code
 * final class MyProviderIT extends ProviderContract {
 *     @Override
 *     protected RedisProvider provider() {
 *         return new MyProvider();
 *     }
 * }
 * }</pre>
 *
 * <p>Each group starts a server of its own. What a provider does not declare as a {@link org.rf4j.Capability} is
 * skipped with a reason, and it is checked that it is refused.
 */
public abstract class ProviderContract {

    /** For subclasses. */
    protected ProviderContract() {}

    /**
     * Returns the provider under test; called for each test.
     *
     * @return a new provider, or always the same
     */
    protected abstract RedisProvider provider();

    /** What replies look like as values. */
    @Nested
    class Replies extends RepliesContract {
        @Override
        RedisProvider provider() {
            return ProviderContract.this.provider();
        }
    }

    /** What replies look like as values where the protocol is RESP3. */
    @Nested
    class RepliesOnResp3 extends Resp3Contract {
        @Override
        RedisProvider provider() {
            return ProviderContract.this.provider();
        }
    }

    /** Order, adjacency and the thread that waits. */
    @Nested
    class Calls extends CallsContract {
        @Override
        RedisProvider provider() {
            return ProviderContract.this.provider();
        }
    }

    /** How a connection is made, and how that fails. */
    @Nested
    class Connecting extends ConnectingContract {
        @Override
        RedisProvider provider() {
            return ProviderContract.this.provider();
        }
    }

    /** Connections with TLS. */
    @Nested
    class Tls extends TlsContract {
        @Override
        RedisProvider provider() {
            return ProviderContract.this.provider();
        }
    }

    /** How a connection is lost, and what that does to calls. */
    @Nested
    class Losing extends LosingContract {
        @Override
        RedisProvider provider() {
            return ProviderContract.this.provider();
        }
    }

    /** How a driver is closed. */
    @Nested
    class Closing extends ClosingContract {
        @Override
        RedisProvider provider() {
            return ProviderContract.this.provider();
        }
    }

    /** Connections for one user alone. */
    @Nested
    class Sessions extends SessionContract {
        @Override
        RedisProvider provider() {
            return ProviderContract.this.provider();
        }
    }

    /** Subscriber connections. */
    @Nested
    class Subscribers extends SubscriberContract {
        @Override
        RedisProvider provider() {
            return ProviderContract.this.provider();
        }
    }

    /** Subscriber connections where the protocol is RESP3. */
    @Nested
    class SubscribersOnResp3 extends SubscriberContract {
        @Override
        RedisProvider provider() {
            return ProviderContract.this.provider();
        }

        @Override
        Protocol protocol() {
            return Protocol.RESP3;
        }
    }
}
