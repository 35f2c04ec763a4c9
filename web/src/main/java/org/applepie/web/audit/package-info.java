/** The audit trail shown, searched, verified and taken away as a file. */
@NullMarked
package org.applepie.web.audit;

import org.jspecify.annotations.NullMarked;
