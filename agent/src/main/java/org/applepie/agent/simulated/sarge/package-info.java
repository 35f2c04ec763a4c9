/**
 * Debian 3.1 with kernel 2.4.27, LILO 22.6.1, mdadm 1.9.0 and initrd-tools, as far as a migration to RAID1 touches it. What
 * the tools of such a machine print, these print, byte for byte; what makes such a machine fail to boot makes this one fail.
 */
@NullMarked
package org.applepie.agent.simulated.sarge;

import org.jspecify.annotations.NullMarked;
