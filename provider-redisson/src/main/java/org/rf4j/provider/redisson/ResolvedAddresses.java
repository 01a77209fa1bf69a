package org.rf4j.provider.redisson;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * For addresses that are resolved already. Those of Netty listen for the end of each event loop, which it tells on a
 * thread of its own that is no daemon and stays for a second.
 */
final class ResolvedAddresses extends AddressResolverGroup<InetSocketAddress> {

    static final ResolvedAddresses INSTANCE = new ResolvedAddresses();

    private ResolvedAddresses() {}

    @Override
    public AddressResolver<InetSocketAddress> getResolver(EventExecutor executor) {
        return newResolver(executor);
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Resolved(executor);
    }

    private static final class Resolved extends AbstractAddressResolver<InetSocketAddress> {

        Resolved(EventExecutor executor) {
            super(executor, InetSocketAddress.class);
        }

        @Override
        protected boolean doIsResolved(InetSocketAddress address) {
            return true;
        }

        @Override
        protected void doResolve(InetSocketAddress unresolved, Promise<InetSocketAddress> promise) {
            promise.setSuccess(unresolved);
        }

        @Override
        protected void doResolveAll(InetSocketAddress unresolved, Promise<List<InetSocketAddress>> promise) {
            promise.setSuccess(List.of(unresolved));
        }
    }
}
