package org.applepie.app.safety;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * Chooses what carries virtual threads. There is no API for that yet; this uses what the JDK has for tests of its own, and fails at
 * once where that has gone. Needs {@code --add-opens java.base/java.lang=ALL-UNNAMED}.
 */
final class Carrier {

    static final int JDK = 24;
    static final String WHY = "before JDK 24 a thread that waits for a monitor does not leave its carrier";

    private Carrier() {}

    /** Threads that go on where {@code carrier} runs what it is given, and so do all that they start. */
    static Thread.Builder.OfVirtual threads(Executor carrier) {
        try {
            Constructor<?> builder = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                    .getDeclaredConstructor(Executor.class);
            builder.setAccessible(true);
            return (Thread.Builder.OfVirtual) builder.newInstance(carrier);
        } catch (ReflectiveOperationException other) {
            throw new IllegalStateException("this JDK lets nobody choose what carries a virtual thread", other);
        }
    }

    /** The thread that goes on when its carrier runs {@code task}. */
    static Thread carried(Runnable task) {
        try {
            Field thread = Arrays.stream(task.getClass().getDeclaredFields())
                    .filter(field -> Thread.class.isAssignableFrom(field.getType()))
                    .findFirst()
                    .orElseThrow();
            thread.setAccessible(true);
            return (Thread) thread.get(task);
        } catch (ReflectiveOperationException other) {
            throw new IllegalStateException("this JDK does not tell which thread is carried", other);
        }
    }

    /** Whether it waits until another thread lets go of a lock or monitor, and not for a condition, a result or a moment. */
    static boolean waitsForLock(Thread thread) {
        Object blocker = LockSupport.getBlocker(thread);
        return thread.getState() == Thread.State.BLOCKED
                || blocker != null && blocker.getClass().getName().startsWith("java.util.concurrent.locks.Reentrant");
    }
}
