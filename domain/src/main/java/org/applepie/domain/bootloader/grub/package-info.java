/** GRUB 2's own files. */
@NullMarked
package org.applepie.domain.bootloader.grub;

import org.jspecify.annotations.NullMarked;
