/** What starts the machine from which disk. */
@NullMarked
package org.applepie.domain.bootloader;

import org.jspecify.annotations.NullMarked;
