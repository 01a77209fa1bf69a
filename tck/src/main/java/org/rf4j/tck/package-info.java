/**
 * The clauses of the contract of RF4J as tests on real servers.
 *
 * <p>{@link org.rf4j.tck.RedisCompatibilityKit} is what somebody extends who has written a provider. Each test carries
 * the number of its clause ({@link org.rf4j.tck.Clause}), and a report says for each clause how the provider did.
 */
@NullMarked
package org.rf4j.tck;

import org.jspecify.annotations.NullMarked;
