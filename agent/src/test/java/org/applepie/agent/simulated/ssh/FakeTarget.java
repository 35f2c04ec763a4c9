package org.applepie.agent.simulated.ssh;

import java.util.ArrayList;
import java.util.List;
import org.applepie.agent.simulated.fault.FaultTarget;

/** Remembers what was done to it. */
public final class FakeTarget implements FaultTarget {

    private final List<String> done = new ArrayList<>();

    public synchronized List<String> done() {
        return List.copyOf(done);
    }

    public synchronized void note(String what) {
        done.add(what);
    }

    @Override
    public List<String> drives() {
        return List.of("apple", "pie");
    }

    @Override
    public long sectors(String drive) {
        return 35_548_320;
    }

    @Override
    public List<String> mountPoints() {
        return List.of("/", "/boot");
    }

    @Override
    public void reboot() {
        note("reboot");
    }

    @Override
    public void neverComeBack() {
        note("never come back");
    }

    @Override
    public void swapPositions(String drive, String other) {
        note("swap " + drive + " " + other);
    }

    @Override
    public void pull(String drive) {
        note("pull " + drive);
    }

    @Override
    public void ioError(String drive, long firstSector, long sectors, boolean writing) {
        note("error " + drive + " " + firstSector + " " + sectors + " " + writing);
    }

    @Override
    public void fill(String mountPoint) {
        note("fill " + mountPoint);
    }

    @Override
    public void putBackStale(String drive) {
        note("stale " + drive);
    }

    @Override
    public void answerAsAnother() {
        note("another");
    }
}
