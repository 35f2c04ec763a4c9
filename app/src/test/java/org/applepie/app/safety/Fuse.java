package org.applepie.app.safety;

import org.applepie.app.run.KillableConsole;

/** Kills the console at a counted moment of what it does for runs. */
final class Fuse {

    private final Story story;
    private long left = Long.MAX_VALUE;
    private long count;
    private boolean dead;

    Fuse(Story story) {
        this.story = story;
    }

    /** The console dies at its {@code nth} deed from now. */
    synchronized void light(long nth) {
        left = nth;
    }

    synchronized long count() {
        return count;
    }

    /** A deed; to be called wherever the console could die. Does nothing in threads that do not drive a run. */
    void burn(String where) {
        if (!isDriver(Thread.currentThread())) {
            return;
        }
        synchronized (this) {
            count++;
            if (--left > 0) {
                return;
            }
            left = Long.MAX_VALUE;
            dead = true;
        }
        story.tell("the console is killed " + where);
        throw KillableConsole.kill(where);
    }

    /** Whether it was killed since this was asked last. */
    synchronized boolean takeDeath() {
        boolean was = dead;
        dead = false;
        return was;
    }

    static boolean isDriver(Thread thread) {
        return thread.getName().startsWith("run-");
    }
}
