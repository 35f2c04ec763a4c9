/** LILO's configuration without losing a byte, and what LILO and the kernel it starts say. */
@NullMarked
package org.applepie.domain.bootloader.lilo;

import org.jspecify.annotations.NullMarked;
