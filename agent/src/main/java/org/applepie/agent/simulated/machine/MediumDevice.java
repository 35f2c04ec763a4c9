package org.applepie.agent.simulated.machine;

import org.applepie.agent.simulated.files.Device;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.Medium;
import org.applepie.agent.simulated.hardware.SimulatedDrive;

/**
 * The bytes of a medium. Of what is kept as a content only the signature can be read; a block of zeros that is written over
 * the start of it destroys it.
 */
public final class MediumDevice implements Device {

    private final Medium medium;

    public MediumDevice(Medium medium) {
        this.medium = medium;
    }

    @Override
    public long size() {
        return medium.sectors() * SimulatedDrive.SECTOR;
    }

    @Override
    public int read(long at, byte[] into, int offset, int length) throws ErrnoException {
        if (at >= size()) {
            return -1;
        }
        int inside = (int) (at % SimulatedDrive.SECTOR);
        int count = (int) Math.min(Math.min(length, SimulatedDrive.SECTOR - inside), size() - at);
        try {
            byte[] sector = medium.read(at / SimulatedDrive.SECTOR);
            sign(at / SimulatedDrive.SECTOR, sector);
            System.arraycopy(sector, inside, into, offset, count);
            return count;
        } catch (DriveFailure failure) {
            throw new ErrnoException(Errno.EIO);
        }
    }

    private void sign(long sector, byte[] bytes) throws DriveFailure {
        switch (medium.content()) {
            case Content.Files files
            when sector == 2 -> {
                bytes[56] = 0x53;
                bytes[57] = (byte) 0xef;
            }
            case Content.Swap swap
            when sector == 7 -> {
                byte[] word = "SWAPSPACE2".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                System.arraycopy(word, 0, bytes, 502, word.length);
            }
            case Content.Files files -> {}
            case Content.Swap swap -> {}
            case Content.Zeros zeros -> {}
            case Content.Foreign foreign -> {}
            case Content.Garbage garbage -> {}
        }
    }

    @Override
    public int write(long at, byte[] from, int offset, int length) throws ErrnoException {
        if (at >= size()) {
            throw new ErrnoException(Errno.ENOSPC);
        }
        int inside = (int) (at % SimulatedDrive.SECTOR);
        int count = Math.min(length, SimulatedDrive.SECTOR - inside);
        long sector = at / SimulatedDrive.SECTOR;
        try {
            byte[] bytes = medium.read(sector);
            System.arraycopy(from, offset, bytes, inside, count);
            if (sector == 2 || sector == 7) {
                medium.fill(new Content.Garbage());
            }
            medium.write(sector, bytes);
            return count;
        } catch (DriveFailure failure) {
            throw new ErrnoException(Errno.EIO);
        }
    }
}
