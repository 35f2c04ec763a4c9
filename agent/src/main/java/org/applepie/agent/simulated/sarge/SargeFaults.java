package org.applepie.agent.simulated.sarge;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdDriver;
import org.applepie.agent.simulated.hardware.MdMember;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.machine.Faults;

/** What can be done to a Debian 3.1 machine. Positions are in the words of devfs. */
final class SargeFaults extends Faults<SargeServer> {

    private volatile BiConsumer<SargeServer, List<String>> spectator = (machine, words) -> {};

    /** @param clone makes another machine of the kind */
    SargeFaults(SargeServer server, Supplier<SargeServer> clone) {
        super(server, clone);
    }

    /** Tells of every program that this machine runs, or another one that answers in its place. */
    void watch(BiConsumer<SargeServer, List<String>> by) {
        spectator = by;
        server().watch(words -> by.accept(server(), words));
    }

    /** The other machine goes away, and is switched off. */
    @Override
    public void answerAsItself() {
        SargeServer before = answering();
        super.answerAsItself();
        if (before != server()) {
            before.powerOff();
        }
    }

    @Override
    public void answerAsAnother() {
        answerAsItself();
        super.answerAsAnother();
    }

    @Override
    protected void start(SargeServer another) {
        another.watch(words -> spectator.accept(another, words));
        super.start(another);
    }

    @Override
    protected String text(Position position) {
        return Positions.text(position);
    }

    @Override
    protected Position position(String text) {
        return Positions.parse(text);
    }

    /** What is mounted from this drive, and from no other one through an array, answers with errors until the next boot. */
    @Override
    protected void losing(SimulatedDrive drive) {
        for (Content content : drive.contents().values()) {
            if (content instanceof Content.Files files && !isMirrored(files)) {
                files.tree().failWith(Errno.EIO);
            }
        }
    }

    private boolean isMirrored(Content.Files files) {
        return running().stream().anyMatch(array -> array.working() > 1 && serves(array, files));
    }

    private static boolean serves(MdArray array, Content.Files files) {
        try {
            return array.content() == files;
        } catch (DriveFailure failure) {
            return false;
        }
    }

    private List<MdArray> running() {
        return server().arrays().map(MdDriver::arrays).orElse(List.of());
    }

    // The kernel throws a member out of its array at its first error, so the file system above does not notice.
    @Override
    public void ioError(String drive, long firstSector, long sectors, boolean writing) {
        Region hit = new Region(drive(drive), firstSector, sectors);
        for (MdArray array : running()) {
            array.members().stream()
                    .filter(member ->
                            member.active() && member.device().region().overlaps(hit))
                    .findFirst()
                    .ifPresent(member -> throwOut(array, member));
        }
        drive(drive).failAt(firstSector, sectors, writing);
    }

    private void throwOut(MdArray array, MdMember member) {
        try {
            server().arrays().orElseThrow().fail(array, member);
        } catch (ErrnoException last) {
            // The last one stays, and its errors go through to whoever reads.
        }
    }
}
