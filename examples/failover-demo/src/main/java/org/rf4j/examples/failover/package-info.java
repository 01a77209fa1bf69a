/** A primary dies under load, and the application is asked what it saw. */
@NullMarked
package org.rf4j.examples.failover;

import org.jspecify.annotations.NullMarked;
