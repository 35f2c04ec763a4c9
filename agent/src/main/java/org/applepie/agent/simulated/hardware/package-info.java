/**
 * Machines, drives and arrays that exist only in memory. What a drive holds stays on it when it is pulled, and which copy of
 * the data lies where can be asked from outside at any time.
 */
@NullMarked
package org.applepie.agent.simulated.hardware;

import org.jspecify.annotations.NullMarked;
