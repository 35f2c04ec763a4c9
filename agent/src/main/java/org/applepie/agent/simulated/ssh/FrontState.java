package org.applepie.agent.simulated.ssh;

import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.applepie.agent.simulated.fault.Fault;
import org.applepie.agent.simulated.fault.Schedule;

/** What all connections of a machine share: its keys, its faults, and whether it hangs. */
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
    private volatile MachineKeys keys;
    private boolean hanging;

    FrontState(ExecHandler handler, Schedule schedule, MachineKeys keys, Striking striking) {
        this.handler = handler;
        this.schedule = schedule;
        this.keys = keys;
        this.striking = striking;
    }

    ExecHandler handler() {
        return handler;
    }

    MachineKeys keys() {
        return keys;
    }

    void show(MachineKeys shown) {
        keys = shown;
    }

    /** A command is about to start. */
    void command(String text) {
        striking.strike(schedule.command(text));
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
