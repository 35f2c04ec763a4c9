package org.applepie.domain.disk;

/** What the first sector of a drive holds. */
public sealed interface BootRecord {

    /** GRUB's boot.img, known by its text. */
    record Grub() implements BootRecord {}

    record Lilo() implements BootRecord {}

    /** All zero before the table. */
    record Empty() implements BootRecord {}

    /** Some other code. */
    record Foreign() implements BootRecord {}

    record Unread(String reason) implements BootRecord {}
}
