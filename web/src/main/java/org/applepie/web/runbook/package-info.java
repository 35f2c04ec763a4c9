/** A goal is chosen, and the runbook or every reason against it is shown before anything happens. */
@NullMarked
package org.applepie.web.runbook;

import org.jspecify.annotations.NullMarked;
