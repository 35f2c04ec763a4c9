package org.applepie.agent.simulated.machine;

import org.applepie.agent.simulated.files.Device;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.Medium;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.hardware.SimulatedDrive;

/**
 * The bytes of a medium. Of what is kept as a content only the signature can be read; a block of zeros that is written over
 * the start of it destroys it.
 */
public final class MediumDevice implements Device {

    private static final byte[] MEMBER = {(byte) 0xfc, 0x4e, 0x2b, (byte) 0xa9};

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
        int wanted = (int) Math.min(length, size() - at);
        try {
            for (int done = 0; done < wanted; ) {
                done += readSector(at + done, into, offset + done, wanted - done);
            }
            return wanted;
        } catch (DriveFailure failure) {
            throw new ErrnoException(Errno.EIO);
        }
    }

    private int readSector(long at, byte[] into, int offset, int length) throws DriveFailure {
        long number = at / SimulatedDrive.SECTOR;
        int inside = (int) (at % SimulatedDrive.SECTOR);
        int count = Math.min(length, SimulatedDrive.SECTOR - inside);
        byte[] sector = medium.read(number);
        sign(number, sector);
        if (marks(number)) {
            System.arraycopy(MEMBER, 0, sector, 0, MEMBER.length);
        }
        System.arraycopy(sector, inside, into, offset, count);
        return count;
    }

    /** Whether an md superblock begins at this sector. */
    private boolean marks(long sector) throws DriveFailure {
        return medium instanceof Region region
                && region.superblock()
                        .filter(block -> region.superblockSector(block.metadata()) == sector)
                        .isPresent();
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
            if (marks(sector) && medium instanceof Region region) {
                region.clearSuperblock();
            } else if (sector == 2 || sector == 7) {
                medium.fill(new Content.Garbage());
            }
            medium.write(sector, bytes);
            return count;
        } catch (DriveFailure failure) {
            throw new ErrnoException(Errno.EIO);
        }
    }
}
