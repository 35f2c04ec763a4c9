package org.applepie.agent.simulated.files;

import java.util.List;

/**
 * A mount as a process sees it, with all that a line of /proc/self/mountinfo holds.
 *
 * @param parent number of the mount that this one lies on; its own for the first
 * @param root path inside the file system that is mounted, "/" but for bind mounts
 * @param point path where it is mounted
 * @param source such as /dev/md0
 * @param options as given at mount time, beginning with rw or ro
 * @param tags how it is propagated, such as shared:5; empty for a private mount
 */
public record MountEntry(
        int id,
        int parent,
        DeviceNumber device,
        String root,
        String point,
        List<String> options,
        List<String> tags,
        String source,
        FileSystem fileSystem) {

    public String type() {
        return fileSystem.format().type();
    }
}
