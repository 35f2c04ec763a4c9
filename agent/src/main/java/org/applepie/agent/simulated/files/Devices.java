package org.applepie.agent.simulated.files;

/** The drivers of a machine: which device answers to which number. /dev/null and the like need not be told. */
@FunctionalInterface
public interface Devices {

    /** A machine without any driver. */
    Devices NONE = (type, number) -> {
        throw new ErrnoException(Errno.ENXIO);
    };

    /**
     * @param type block or character device
     * @throws ErrnoException ENXIO or ENODEV where no driver answers
     */
    Device open(FileType type, DeviceNumber number) throws ErrnoException;
}
