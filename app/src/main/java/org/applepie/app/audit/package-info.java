/**
 * The audit trail in the database: nothing happens here that is not recorded, and nothing is recorded before it is on
 * the disk. A chain that was cut or changed behind our back is noticed.
 */
@NullMarked
package org.applepie.app.audit;

import org.jspecify.annotations.NullMarked;
