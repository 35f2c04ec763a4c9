package org.applepie.agent.simulated.hardware;

/**
 * What a drive says of its make.
 *
 * @param vendor at most 8 characters, empty for IDE drives
 * @param name at most 16 characters for SCSI, 40 for IDE
 * @param revision of its firmware
 */
public record DriveModel(String vendor, String name, String revision) {}
