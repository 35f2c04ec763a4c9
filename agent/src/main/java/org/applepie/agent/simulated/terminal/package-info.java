/** Screen and keyboard of a simulated machine: the log-in prompt, the maintenance prompt and the shell behind them. */
@NullMarked
package org.applepie.agent.simulated.terminal;

import org.jspecify.annotations.NullMarked;
