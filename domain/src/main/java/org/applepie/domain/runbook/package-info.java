/** A reading and a goal compiled into phases of steps with the exact commands for that server, or every refusal at once. */
@NullMarked
package org.applepie.domain.runbook;

import org.jspecify.annotations.NullMarked;
