/**
 * What every provider must do below the core: the contract of {@link org.rf4j.spi}, as tests against real servers.
 * Extend {@link org.rf4j.tck.spi.ProviderContract}.
 */
@NullMarked
package org.rf4j.tck.spi;

import org.jspecify.annotations.NullMarked;
