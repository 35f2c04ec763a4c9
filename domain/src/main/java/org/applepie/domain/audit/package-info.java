/** What happened, once, in order, hash-chained. */
@NullMarked
package org.applepie.domain.audit;

import org.jspecify.annotations.NullMarked;
