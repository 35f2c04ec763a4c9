/** A POSIX shell and processes that exist only in memory: what the real ones print, these print, byte for byte. */
@NullMarked
package org.applepie.agent.simulated.shell;

import org.jspecify.annotations.NullMarked;
