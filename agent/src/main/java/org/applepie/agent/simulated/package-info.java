/** Servers which exist only in the memory of this process, and are reached over SSH as any other. */
@NullMarked
package org.applepie.agent.simulated;

import org.jspecify.annotations.NullMarked;
