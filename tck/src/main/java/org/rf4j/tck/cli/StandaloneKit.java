package org.rf4j.tck.cli;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.rf4j.spi.RedisProvider;
import org.rf4j.tck.RedisCompatibilityKit;

/** The kit on the provider that a parameter of the launcher names. */
@ExtendWith(StandaloneKit.Chosen.class)
final class StandaloneKit extends RedisCompatibilityKit {

    /** The parameter. */
    static final String PROVIDER = "rf4j.tck.provider";

    private final RedisProvider provider;

    StandaloneKit(RedisProvider provider) {
        this.provider = provider;
    }

    @Override
    protected RedisProvider provider() {
        return provider;
    }

    /** Finds the provider, once for all tests. */
    static final class Chosen implements ParameterResolver {

        private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Chosen.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RedisProvider.class;
        }

        @Override
        public RedisProvider resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .getOrComputeIfAbsent(RedisProvider.class, key -> find(context), RedisProvider.class);
        }

        private static RedisProvider find(ExtensionContext context) {
            return FoundProviders.search()
                    .named(context.getConfigurationParameter(PROVIDER)
                            .orElseThrow(() -> new IllegalStateException("the parameter " + PROVIDER + " is missing")));
        }
    }
}
