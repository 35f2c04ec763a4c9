package org.applepie.agent.simulated.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.applepie.agent.simulated.files.Access;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;
import org.jspecify.annotations.Nullable;

/** A process. Its public methods may be called from any thread, where nothing else is said. */
public final class SimulatedProcess {

    private static final int ALIVE = -1;

    private final Kernel kernel;
    private final int pid;
    private final Instant started;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Descriptors descriptors;
    private final Signals signals;
    private volatile int parent;
    private volatile int group;
    private volatile int session;
    private volatile List<String> argv;
    private volatile Map<String, String> environment;
    private volatile View files;
    private volatile int status = ALIVE;
    private volatile @Nullable Signal endedBy;
    private volatile @Nullable Thread thread;

    /** A child of init. */
    SimulatedProcess(Kernel kernel, Launch launch) throws ErrnoException {
        this.kernel = kernel;
        argv = launch.argv();
        environment = launch.environment();
        files = launch.files();
        started = kernel.time().now();
        descriptors = new Descriptors();
        signals = new Signals();
        parent = 1;
        pid = kernel.add(this);
        group = pid;
        session = pid;
        adopt(launch);
    }

    /** fork(2). */
    SimulatedProcess(SimulatedProcess mother) throws ErrnoException {
        kernel = mother.kernel;
        argv = mother.argv;
        environment = mother.environment;
        files = mother.files;
        started = kernel.time().now();
        signals = mother.signals.forked();
        parent = mother.pid;
        group = mother.group;
        session = mother.session;
        descriptors = mother.descriptors.share();
        try {
            pid = kernel.add(this);
        } catch (ErrnoException stopped) {
            descriptors.close();
            throw stopped;
        }
        files = files.withProcess(pid, this::checkpoint);
    }

    /** Takes over what a launch says. */
    void adopt(Launch launch) {
        argv = launch.argv();
        environment = launch.environment();
        files = launch.files().withProcess(pid, this::checkpoint);
        List<Descriptor> wanted =
                List.of(launch.in().share(), launch.out().share(), launch.err().share());
        for (int number = 0; number < 3; number++) {
            descriptor(number, wanted.get(number));
        }
        if (launch.newSession()) {
            newSession();
        }
    }

    /** setsid(2). */
    public void newSession() {
        session = pid;
        group = pid;
    }

    public int pid() {
        return pid;
    }

    public int parent() {
        return parent;
    }

    public int group() {
        return group;
    }

    public int session() {
        return session;
    }

    public List<String> argv() {
        return argv;
    }

    public Map<String, String> environment() {
        return environment;
    }

    void become(List<String> words, Map<String, String> variables) {
        argv = words;
        environment = variables;
    }

    public Instant started() {
        return started;
    }

    public Kernel kernel() {
        return kernel;
    }

    /** The machine's clock; sleeping ends with the process. */
    public SimulatedTime time() {
        return new SimulatedTime() {
            @Override
            public Instant now() {
                return kernel.time().now();
            }

            @Override
            public void sleep(Duration duration) {
                SimulatedProcess.this.sleep(duration);
            }
        };
    }

    public View files() {
        return files;
    }

    /** chdir, chroot, umask, setuid: from now on it sees files so. */
    public void files(View view) {
        files = view.withProcess(pid, this::checkpoint);
    }

    /** Null if closed. Not shared: it is gone when the process closes it. */
    public @Nullable Descriptor descriptor(int number) {
        return descriptors.get(number);
    }

    /** Numbers of the open descriptors. */
    public List<Integer> descriptors() {
        return descriptors.numbers();
    }

    /** Replaces a descriptor; the process takes over the caller's hold. Null closes. */
    void descriptor(int number, @Nullable Descriptor descriptor) {
        descriptors.put(number, descriptor);
    }

    /** Writes text, one char per byte, to a descriptor; EBADF if it is closed. */
    void write(int number, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Streams.require(this, number).description().write(this, bytes, 0, bytes.length);
    }

    /** What a child begins with: this process's environment, files and first three descriptors. */
    public Launch launch(List<String> words) {
        return new Launch(
                words,
                environment,
                files,
                Streams.orClosed(descriptor(0)),
                Streams.orClosed(descriptor(1)),
                Streams.orClosed(descriptor(2)),
                false);
    }

    /**
     * Runs a child to its end, in the calling thread, which must be this process's own.
     *
     * @return its exit code, 128 and the number of the signal that ended it
     * @throws ErrnoException ENOENT, EACCES or ENOEXEC if the program cannot be executed
     */
    public int run(Launch launch) throws ErrnoException {
        SimulatedProcess child = new SimulatedProcess(this);
        child.adopt(launch);
        return Execution.runHere(child, launch);
    }

    /** Starts a child that runs beside its parent. */
    public SimulatedProcess start(Launch launch) throws ErrnoException {
        SimulatedProcess child = new SimulatedProcess(this);
        child.adopt(launch);
        return Execution.begin(child, launch);
    }

    /**
     * Becomes another program, as execvp does, and gives its exit code: the caller has only to return it. To be called
     * from the process's own thread.
     */
    public int exec(Launch launch) throws ErrnoException {
        Executable executable = Executable.find(launch.files(), launch.environment(), launch.argv());
        adopt(launch);
        return Execution.execute(this, executable);
    }

    /** Lets simulated time pass. To be called from the process's own thread. */
    public void sleep(Duration duration) {
        Instant until = kernel.time().now().plus(duration);
        for (Duration left = duration;
                left.isPositive();
                left = Duration.between(kernel.time().now(), until)) {
            checkpoint();
            if (isSignalled()) {
                return;
            }
            try {
                kernel.time().sleep(left);
            } catch (InterruptedException nudged) {
                checkpoint();
            }
        }
        checkpoint();
    }

    /** Throws, never to return to the program, if this process is dead. Long calculations ask now and then. */
    public void checkpoint() {
        if (status != ALIVE) {
            throw new Ended(this);
        }
    }

    public boolean isAlive() {
        return status == ALIVE;
    }

    /** Waits for its end. @return the exit code, 128 and the number of the signal that ended it */
    public int waitFor() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (status == ALIVE) {
                changed.await();
            }
            return status;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for another process; to be called from this process's own thread. */
    public int await(SimulatedProcess other) {
        while (true) {
            checkpoint();
            try {
                return other.waitFor();
            } catch (InterruptedException nudged) {
                checkpoint();
            }
        }
    }

    /** A file as a descriptor for children; the caller releases it. */
    public Descriptor open(String path, Access... access) throws ErrnoException {
        Set<Access> set = EnumSet.noneOf(Access.class);
        set.addAll(List.of(access));
        return Redirections.file(this, path, set);
    }

    /** What ended it, null if it ended by itself or is alive. */
    public @Nullable Signal endedBy() {
        return endedBy;
    }

    public void signal(Signal signal) {
        if (status != ALIVE) {
            return;
        }
        switch (signals.take(signal)) {
            case NONE -> {}
            case PENDING -> nudge();
            case DEADLY -> {
                end(128 + signal.number(), signal);
                nudge();
            }
        }
    }

    /** What becomes of a signal that is neither ignored nor deadly: it waits until the shell asks for it. */
    public void disposition(Signal signal, boolean ignore, boolean trap) {
        signals.disposition(signal, ignore, trap);
    }

    boolean ignores(Signal signal) {
        return signals.ignores(signal);
    }

    /** exec(2) forgets traps, not what is ignored. */
    void forgetTraps() {
        signals.forgetTraps();
    }

    @Nullable
    Signal nextSignal() {
        return signals.next();
    }

    /** Number of a signal that waits to be handled, 0 for none. */
    int firstSignal() {
        Signal first = signals.first();
        return first == null ? 0 : first.number();
    }

    boolean isSignalled() {
        return signals.arePending();
    }

    /** Ends it; only the first end counts. */
    void end(int code, @Nullable Signal by) {
        lock.lock();
        try {
            if (status != ALIVE) {
                return;
            }
            endedBy = by;
            status = code & 0xff;
        } finally {
            lock.unlock();
        }
        kernel.remove(this);
        descriptors.close();
        lock.lock();
        changed.signalAll();
        lock.unlock();
    }

    int status() {
        return status;
    }

    void orphan(int gone) {
        if (parent == gone) {
            parent = 1;
        }
    }

    void runsIn(Thread own) {
        thread = own;
    }

    private void nudge() {
        Thread own = thread;
        if (own != null && own != Thread.currentThread()) {
            own.interrupt();
        }
    }
}
