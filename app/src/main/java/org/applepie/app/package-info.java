/** Main, state, time and wiring: where the other modules meet. */
@NullMarked
package org.applepie.app;

import org.jspecify.annotations.NullMarked;
