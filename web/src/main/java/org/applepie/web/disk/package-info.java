/** Drives drawn to scale: what is on them now and what a runbook makes of them. */
@NullMarked
package org.applepie.web.disk;

import org.jspecify.annotations.NullMarked;
