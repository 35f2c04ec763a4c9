/** One execution of a runbook; what may happen next and nothing else. */
@NullMarked
package org.applepie.domain.run;

import org.jspecify.annotations.NullMarked;
