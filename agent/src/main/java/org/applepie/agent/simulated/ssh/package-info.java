/** A real SSH server on a loopback port for each simulated machine: it carries commands to the machine, and faults to the console. */
@NullMarked
package org.applepie.agent.simulated.ssh;

import org.jspecify.annotations.NullMarked;
