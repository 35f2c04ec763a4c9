package org.applepie.agent.simulated.debian;

/**
 * What GRUB put into memory.
 *
 * @param kernel its release
 */
record Loaded(String kernel, Initrd initrd, String commandLine) {}
