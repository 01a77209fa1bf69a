/**
 * Jedis below RF4J. Jedis brings the encoder, the reply parser and the buffered streams; the callers of a node share one
 * pipelined connection to it, read by whoever waits for a reply.
 */
@NullMarked
package org.rf4j.provider.jedis;

import org.jspecify.annotations.NullMarked;
