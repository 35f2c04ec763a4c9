package org.applepie.agent.job;

/**
 * Where things are on a server.
 *
 * @param jobs directory below which each job has its own; only root may enter it
 * @param bootId file with the id of the present boot, as the kernel gives it
 * @param machineId file with the id of the installed system
 * @param hostKey public host key, whose checksum stands for the machine id on systems which have none
 * @param path where commands are searched, as in PATH
 */
public record Places(String jobs, String bootId, String machineId, String hostKey, String path) {

    /** The places of a Debian system. */
    public static Places standard() {
        return new Places(
                "/var/lib/applepie/jobs",
                "/proc/sys/kernel/random/boot_id",
                "/etc/machine-id",
                "/etc/ssh/ssh_host_rsa_key.pub",
                "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    }

    public Places withJobs(String directory) {
        return new Places(directory, bootId, machineId, hostKey, path);
    }

    public Places withBootId(String file) {
        return new Places(jobs, file, machineId, hostKey, path);
    }

    public Places withMachineId(String file) {
        return new Places(jobs, bootId, file, hostKey, path);
    }

    public Places withPath(String searchPath) {
        return new Places(jobs, bootId, machineId, hostKey, searchPath);
    }
}
