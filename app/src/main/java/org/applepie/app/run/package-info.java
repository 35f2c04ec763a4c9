/**
 * Executes runs: each is driven by what its events say, each intent is on the disk before its effect, and what nobody knows
 * is left to people. A console that was killed goes on where the events and the server say it was.
 */
@NullMarked
package org.applepie.app.run;

import org.jspecify.annotations.NullMarked;
