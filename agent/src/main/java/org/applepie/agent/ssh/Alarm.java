package org.applepie.agent.ssh;

/** Does something when a deadline is over, unless it was called off before. */
final class Alarm {

    private final Thread sleeper;

    private Alarm(Thread sleeper) {
        this.sleeper = sleeper;
    }

    static Alarm set(Deadline deadline, Runnable action) {
        return new Alarm(Thread.ofVirtual().name("alarm").start(() -> {
            try {
                Thread.sleep(deadline.left());
                action.run();
            } catch (InterruptedException calledOff) {
                // That is how it is called off.
            }
        }));
    }

    void callOff() {
        sleeper.interrupt();
    }
}
