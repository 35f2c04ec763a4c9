package org.applepie.agent.simulated.ssh;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.applepie.agent.simulated.fault.Fault;
import org.applepie.agent.simulated.fault.Schedule;

/** What all connections of a machine share: its faults, and whether it hangs. */
final class FrontState {

    /** Carries out faults. */
    interface Striking {
        void strike(List<Fault> faults);
    }

    private final ExecHandler handler;
    private final Schedule schedule;
    private final Striking striking;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition goesOn = lock.newCondition();
    private boolean hanging;

    FrontState(ExecHandler handler, Schedule schedule, Striking striking) {
        this.handler = handler;
        this.schedule = schedule;
        this.striking = striking;
    }

    /**
     * Runs a command that came, if it is not cut off before it starts.
     *
     * @return exit code
     * @throws IOException if nobody is there any more to learn of it
     */
    int carryOut(Exec exec) throws IOException {
        striking.strike(schedule.command(exec.command()));
        awaitLife();
        if (exec.notices().isClosed()) {
            throw new IOException("the connection is gone");
        }
        return handler.exec(exec);
    }

    /** Bytes of output are about to leave: how many do, and what strikes behind them. */
    Schedule.Passage output(int wanted) {
        return schedule.output(wanted);
    }

    void strike(List<Fault> faults) {
        striking.strike(faults);
    }

    boolean hangs() {
        lock.lock();
        try {
            return hanging;
        } finally {
            lock.unlock();
        }
    }

    void hang(boolean from) {
        lock.lock();
        try {
            hanging = from;
            goesOn.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits as long as the machine hangs. */
    void awaitLife() {
        lock.lock();
        try {
            while (hanging) {
                goesOn.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
