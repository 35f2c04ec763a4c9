package org.applepie.domain.disk;

/**
 * A mark on a device that tells what it holds, as wipefs(8) finds it.
 *
 * @param type such as {@code ext4}, {@code linux_raid_member}, {@code dos}, {@code gpt}
 */
public record Signature(String type, long offset, String uuid, String label) {}
