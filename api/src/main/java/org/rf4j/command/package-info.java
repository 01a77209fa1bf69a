/**
 * The commands, typed and raw, blocking and asynchronous.
 *
 * @since 0.1.0
 */
@NullMarked
package org.rf4j.command;

import org.jspecify.annotations.NullMarked;
