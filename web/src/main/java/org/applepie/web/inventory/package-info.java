/** Servers and drives as people see them: the board, the disk map, host keys and readings. */
@NullMarked
package org.applepie.web.inventory;

import org.jspecify.annotations.NullMarked;
