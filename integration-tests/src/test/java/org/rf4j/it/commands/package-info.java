/** What is typed of the server's commands, and what is not (clause X1). */
@NullMarked
package org.rf4j.it.commands;

import org.jspecify.annotations.NullMarked;
