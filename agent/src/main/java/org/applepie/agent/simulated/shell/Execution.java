package org.applepie.agent.simulated.shell;

import java.io.IOException;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;

/** How processes run: in a thread of their own, or in the thread of the parent that waits for them. */
final class Execution {

    private Execution() {}

    /** What a process does; gives its exit code. */
    interface Body {
        int run() throws IOException, InterruptedException;
    }

    static SimulatedProcess begin(SimulatedProcess process, Launch launch) throws ErrnoException {
        Executable executable = findOrEnd(process, launch);
        process.kernel().startThread(process, () -> toTheEnd(process, () -> execute(process, executable)));
        return process;
    }

    static int runHere(SimulatedProcess process, Launch launch) throws ErrnoException {
        Executable executable = findOrEnd(process, launch);
        process.runsIn(Thread.currentThread());
        toTheEnd(process, () -> execute(process, executable));
        return process.status();
    }

    /** The body of a forked process, to its end, in the thread of the parent that waits for it. */
    static void runBody(SimulatedProcess process, Body body) {
        process.runsIn(Thread.currentThread());
        toTheEnd(process, body);
    }

    private static Executable findOrEnd(SimulatedProcess process, Launch launch) throws ErrnoException {
        try {
            return Executable.find(process.files(), launch.environment(), launch.argv());
        } catch (ErrnoException refused) {
            process.end(127, null);
            throw refused;
        }
    }

    /** Runs {@code body}; whatever it throws, the process is over afterwards. */
    static void toTheEnd(SimulatedProcess process, Body body) {
        try {
            process.end(body.run(), null);
        } catch (Ended ended) {
            boolean own = ended.process() == process;
            process.end(128 + Signal.KILL.number(), null);
            if (!own) {
                throw ended;
            }
        } catch (InterruptedException | IOException e) {
            process.end(1, null);
        } catch (StackOverflowError deep) {
            process.end(139, null);
        } catch (RuntimeException | Error bug) {
            complain(process, bug);
            process.end(134, null);
            throw bug;
        }
    }

    private static void complain(SimulatedProcess process, Throwable bug) {
        try {
            process.write(2, process.argv().getFirst() + ": simulation failed: " + bug + "\n");
        } catch (IOException | Ended closed) {
            bug.addSuppressed(closed);
        }
    }

    /** The process as the program that was found; its argv changes, its descriptors stay. */
    static int execute(SimulatedProcess process, Executable executable) throws ErrnoException {
        Program program = process.kernel().settings().programs().get(executable.program());
        if (program == null) {
            throw new ErrnoException(Errno.ENOEXEC);
        }
        process.become(executable.argv(), process.environment());
        process.forgetTraps();
        ProcessCall call = new ProcessCall(process, executable.argv(), process.environment());
        try {
            return program.run(call);
        } catch (IOException failed) {
            process.checkpoint();
            return said(call, failed);
        } catch (InterruptedException nudged) {
            process.checkpoint();
            return 130;
        }
    }

    private static int said(ProcessCall call, IOException failed) {
        try {
            return call.fail(1, String.valueOf(failed.getMessage()));
        } catch (IOException closed) {
            return 1;
        }
    }
}
