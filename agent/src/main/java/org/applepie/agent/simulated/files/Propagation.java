package org.applepie.agent.simulated.files;

/** How mounts below a mount become mounts elsewhere, as mount_namespaces(7) has it. */
public enum Propagation {
    SHARED,
    PRIVATE,
    SLAVE,
    UNBINDABLE
}
