/**
 * A machine with a current Debian: GRUB from a DOS partition table, an initramfs, systemd, and drives whose names may change from
 * boot to boot. {@link org.applepie.agent.simulated.debian.DebianMachine} is its door.
 */
@NullMarked
package org.applepie.agent.simulated.debian;

import org.jspecify.annotations.NullMarked;
