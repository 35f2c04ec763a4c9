/** Configuration of mdadm(8). */
@NullMarked
package org.applepie.domain.raid.mdadm;

import org.jspecify.annotations.NullMarked;
