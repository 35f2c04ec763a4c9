/** What simulated machines of every age are made of: screen, block devices, calls before there are processes, a log-in shell. */
@NullMarked
package org.applepie.agent.simulated.machine;

import org.jspecify.annotations.NullMarked;
