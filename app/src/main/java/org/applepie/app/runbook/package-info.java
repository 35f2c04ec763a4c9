/** Compiles runbooks from fresh readings and keeps them for ever, exactly as they were approved. */
@NullMarked
package org.applepie.app.runbook;

import org.jspecify.annotations.NullMarked;
