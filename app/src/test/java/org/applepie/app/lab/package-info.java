/**
 * A whole Debian 12 machine to migrate: QEMU without KVM, two drives that can be pulled, plugged, slowed, broken and booted
 * alone, and a manifest of what lies on them.
 *
 * <p>Start reading at {@link org.applepie.app.lab.Guest}. Everything here looks at the guest from outside, by OpenSSH's own
 * client and QEMU's monitor, and shares no code with the console: so it can contradict the console. The image is made by
 * {@code app/src/test/lab/build-guest.sh}, which also says what is in it.
 */
package org.applepie.app.lab;
