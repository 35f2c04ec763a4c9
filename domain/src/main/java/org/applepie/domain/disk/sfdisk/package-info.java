/** sfdisk dumps, without losing a field. */
@NullMarked
package org.applepie.domain.disk.sfdisk;

import org.jspecify.annotations.NullMarked;
