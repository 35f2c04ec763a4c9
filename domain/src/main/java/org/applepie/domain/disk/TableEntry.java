package org.applepie.domain.disk;

/**
 * One line of a partition table.
 *
 * @param start first sector, in logical sectors
 * @param size length in logical sectors
 * @param type DOS type in lower-case hexadecimal without 0x ({@code 83}, {@code 5}, {@code fd}), or a GPT type GUID
 */
public record TableEntry(int number, long start, long size, String type, boolean bootable) {}
