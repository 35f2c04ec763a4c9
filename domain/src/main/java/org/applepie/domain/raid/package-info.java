/** Software RAID arrays, their members and recovery; mdstat in all its forms. */
@NullMarked
package org.applepie.domain.raid;

import org.jspecify.annotations.NullMarked;
