/** The typed commands: encoding and decoding, once for all providers. */
@NullMarked
package org.rf4j.internal.command;

import org.jspecify.annotations.NullMarked;
