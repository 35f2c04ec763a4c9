/** Simulated servers that run inside the console, registered on request and never to be taken for real ones. */
@NullMarked
package org.applepie.app.simulated;

import org.jspecify.annotations.NullMarked;
