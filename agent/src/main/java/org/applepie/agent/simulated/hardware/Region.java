package org.applepie.agent.simulated.hardware;

import java.util.Optional;

/** A partition of a drive, or the whole of it, by absolute sectors. */
public record Region(SimulatedDrive drive, long start, long sectors) implements Medium {

    /** Sector of a superblock of version 1.2. */
    static final long V1_2 = 8;

    /** All of a drive. */
    public static Region whole(SimulatedDrive drive) {
        return new Region(drive, 0, drive.sectors());
    }

    @Override
    public byte[] read(long sector) throws DriveFailure {
        return drive.read(start + sector);
    }

    @Override
    public void write(long sector, byte[] bytes) throws DriveFailure {
        drive.write(start + sector, bytes);
    }

    @Override
    public Content content() throws DriveFailure {
        drive.check();
        return drive.contentAt(start);
    }

    @Override
    public void fill(Content content) throws DriveFailure {
        drive.fill(start, sectors, content);
    }

    /** First sector of the superblock that this metadata has here, counted from the start of the region. */
    public long superblockSector(MdSuperblock.Metadata metadata) {
        return switch (metadata) {
            case V0_90 -> (sectors & ~127L) - 128;
            case V1_2 -> V1_2;
        };
    }

    /** The superblock, of whichever metadata. */
    public Optional<MdSuperblock> superblock() throws DriveFailure {
        for (MdSuperblock.Metadata metadata : MdSuperblock.Metadata.values()) {
            Optional<MdSuperblock> found = drive.superblock(start + superblockSector(metadata));
            if (found.isPresent() && found.get().metadata() == metadata) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Writes a superblock where its metadata has it. */
    public void superblock(MdSuperblock superblock) throws DriveFailure {
        drive.superblock(start + superblockSector(superblock.metadata()), Optional.of(superblock));
    }

    /** Removes every superblock. */
    public void clearSuperblock() throws DriveFailure {
        for (MdSuperblock.Metadata metadata : MdSuperblock.Metadata.values()) {
            drive.superblock(start + superblockSector(metadata), Optional.empty());
        }
    }

    /** Takes over the first so many sectors of another region, block by block. */
    void copy(Region from, long length) throws DriveFailure {
        drive.copySectors(start, length, from.drive, from.start);
    }

    /** Whether the two have a sector in common. */
    public boolean overlaps(Region other) {
        return drive == other.drive && start < other.start + other.sectors && other.start < start + sectors;
    }
}
