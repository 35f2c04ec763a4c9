package org.applepie.agent.simulated.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.Generated;
import org.applepie.agent.simulated.files.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * One boot of a machine: its processes, from the first to the moment it stops. The next boot is another kernel. Safe for
 * use by several threads.
 */
public final class Kernel {

    private static final int PID_LIMIT = 32768;

    private final KernelSettings settings;
    private final Instant booted;
    private final ConcurrentSkipListMap<Integer, SimulatedProcess> processes = new ConcurrentSkipListMap<>();
    private final AtomicInteger lastPid;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    public Kernel(KernelSettings settings) {
        this.settings = settings;
        booted = settings.time().now();
        lastPid = new AtomicInteger(settings.firstPid() - 1);
        settings.namespace()
                .users(() ->
                        processes.values().stream().map(SimulatedProcess::files).toList());
    }

    public Namespace namespace() {
        return settings.namespace();
    }

    public SimulatedTime time() {
        return settings.time();
    }

    public KernelSettings settings() {
        return settings;
    }

    public Instant booted() {
        return booted;
    }

    /**
     * Starts a process as a child of init.
     *
     * @throws ErrnoException ENOENT, EACCES or ENOEXEC if the program cannot be executed; ESRCH after {@link #stop}
     */
    public SimulatedProcess start(Launch launch) throws ErrnoException {
        SimulatedProcess process = new SimulatedProcess(this, launch);
        return Execution.begin(process, launch);
    }

    /** Those that are alive, by number. */
    public List<SimulatedProcess> processes() {
        return List.copyOf(processes.values());
    }

    public @Nullable SimulatedProcess process(int pid) {
        return processes.get(pid);
    }

    /** /proc with a directory for each process, self, and what else the machine has there. */
    public Generated.Tree proc(Map<String, ? extends Generated> others) {
        return ProcessFiles.tree(this, others);
    }

    /** KILL to every process, as reset and power cut do. When it returns none of them does anything any more. */
    public void stop() {
        stopped = true;
        boolean interrupted = false;
        for (Thread thread = next(); thread != null; thread = next()) {
            processes.values().forEach(process -> process.signal(Signal.KILL));
            thread.interrupt();
            try {
                thread.join(Duration.ofMillis(20));
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        processes.values().forEach(process -> process.signal(Signal.KILL));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether this boot is over. */
    public boolean isStopped() {
        return stopped;
    }

    private @Nullable Thread next() {
        return threads.stream()
                .filter(thread -> thread != Thread.currentThread())
                .findAny()
                .orElse(null);
    }

    int add(SimulatedProcess process) throws ErrnoException {
        if (stopped) {
            throw new ErrnoException(Errno.ESRCH);
        }
        int pid;
        do {
            pid = lastPid.updateAndGet(last -> last + 1 >= PID_LIMIT ? 300 : last + 1);
        } while (processes.putIfAbsent(pid, process) != null);
        return pid;
    }

    void remove(SimulatedProcess process) {
        if (processes.remove(process.pid(), process)) {
            processes.values().forEach(other -> other.orphan(process.pid()));
        }
    }

    void startThread(SimulatedProcess process, Runnable body) {
        Thread thread = Thread.ofVirtual().name("process-" + process.pid()).unstarted(() -> {
            try {
                body.run();
            } finally {
                threads.remove(Thread.currentThread());
            }
        });
        threads.add(thread);
        process.runsIn(thread);
        thread.start();
    }
}
