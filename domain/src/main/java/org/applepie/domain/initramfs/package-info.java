/** What the kernel starts from before the root file system is there. */
@NullMarked
package org.applepie.domain.initramfs;

import org.jspecify.annotations.NullMarked;
