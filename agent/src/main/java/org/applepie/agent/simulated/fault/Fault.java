package org.applepie.agent.simulated.fault;

/** Something that goes wrong with a simulated server. */
public sealed interface Fault {

    /** Goes wrong between the console and the server; the machine knows nothing of it, but for a second one. */
    sealed interface OfConnection extends Fault {}

    /** Goes wrong in the machine itself. */
    sealed interface OfMachine extends Fault {

        /** Makes it happen. */
        void strike(FaultTarget target);
    }

    /** Every connection is cut. The next one works. */
    record DropConnection() implements OfConnection {}

    /** It takes connections and answers nothing at all, until somebody resets it. */
    record Hang() implements OfConnection {}

    /** It shows another host key from the next connection on. */
    record WrongHostKey() implements OfConnection {}

    /**
     * Another machine answers at its address from the next connection on.
     *
     * @param sameHostKey it is a clone which has the host key too
     */
    record SecondMachine(boolean sameHostKey) implements OfConnection {}

    /** The machine reboots by itself, at once and without shutting down. */
    record Reboot() implements OfMachine {
        @Override
        public void strike(FaultTarget target) {
            target.reboot();
        }
    }

    /** The machine goes down at its next reboot, or at once if {@code now}, and never comes back by itself. */
    record NeverComeBack(boolean now) implements OfMachine {
        @Override
        public void strike(FaultTarget target) {
            target.neverComeBack();
            if (now) {
                target.reboot();
            }
        }
    }

    /** Two drives change places; names follow positions, at once or at the next boot as the machine's kernel has it. */
    record SwapPositions(String drive, String other) implements OfMachine {
        @Override
        public void strike(FaultTarget target) {
            target.swapPositions(drive, other);
        }
    }

    /** A drive is pulled while the machine runs. */
    record PullDrive(String drive) implements OfMachine {
        @Override
        public void strike(FaultTarget target) {
            target.pull(drive);
        }
    }

    /** Sectors of a drive can no longer be read, nor written if {@code writing}. */
    record IoError(String drive, long firstSector, long sectors, boolean writing) implements OfMachine {
        public IoError {
            if (firstSector < 0 || sectors < 1) {
                throw new IllegalArgumentException("no such sectors: " + firstSector + ", " + sectors);
            }
        }

        @Override
        public void strike(FaultTarget target) {
            target.ioError(drive, firstSector, sectors, writing);
        }
    }

    /** The file system mounted there has no free block left. */
    record FullDisk(String mountPoint) implements OfMachine {
        @Override
        public void strike(FaultTarget target) {
            target.fill(mountPoint);
        }
    }

    /** A drive comes back as it was when it was pulled, or as it is now if it never was, while others went on. */
    record StaleDriveBack(String drive) implements OfMachine {
        @Override
        public void strike(FaultTarget target) {
            target.putBackStale(drive);
        }
    }
}
