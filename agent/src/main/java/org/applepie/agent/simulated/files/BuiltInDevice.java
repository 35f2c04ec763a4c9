package org.applepie.agent.simulated.files;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The character devices that every kernel has. */
enum BuiltInDevice implements Device {
    NULL(3),
    ZERO(5),
    FULL(7),
    RANDOM(8),
    URANDOM(9);

    private final int minor;

    BuiltInDevice(int minor) {
        this.minor = minor;
    }

    static @Nullable BuiltInDevice of(FileType type, DeviceNumber number) {
        if (type == FileType.CHARACTER_DEVICE && number.major() == 1) {
            for (BuiltInDevice device : values()) {
                if (device.minor == number.minor()) {
                    return device;
                }
            }
        }
        return null;
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public int read(long at, byte[] into, int offset, int length) {
        return switch (this) {
            case NULL -> -1;
            case ZERO, FULL -> {
                Arrays.fill(into, offset, offset + length, (byte) 0);
                yield length;
            }
            case RANDOM, URANDOM -> {
                for (int i = offset; i < offset + length; i++) {
                    into[i] = (byte) ThreadLocalRandom.current().nextInt(256);
                }
                yield length;
            }
        };
    }

    @Override
    public int write(long at, byte[] from, int offset, int length) throws ErrnoException {
        if (this == FULL) {
            throw new ErrnoException(Errno.ENOSPC);
        }
        return length;
    }
}
