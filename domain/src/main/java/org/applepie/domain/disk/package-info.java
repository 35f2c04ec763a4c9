/** Drives, partition tables and what is written on them. A drive is its identity, never its kernel name. */
@NullMarked
package org.applepie.domain.disk;

import org.jspecify.annotations.NullMarked;
