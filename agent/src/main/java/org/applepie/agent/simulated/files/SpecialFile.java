package org.applepie.agent.simulated.files;

/** A device node, a fifo or a socket. */
final class SpecialFile extends Node {

    static final DeviceNumber NONE = new DeviceNumber(0, 0);

    private final FileType type;
    private final DeviceNumber special;

    SpecialFile(long number, int mode, FileType type, DeviceNumber special) {
        super(number, mode);
        this.type = type;
        this.special = special;
    }

    @Override
    FileType type() {
        return type;
    }

    @Override
    SpecialFile copy() {
        return like(new SpecialFile(number, mode, type, special));
    }

    @Override
    long size() {
        return 0;
    }

    @Override
    DeviceNumber special() {
        return special;
    }
}
