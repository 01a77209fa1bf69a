/** What is wanted subscribed, and how it is kept so. */
@NullMarked
package org.rf4j.internal.subscribe;

import org.jspecify.annotations.NullMarked;
