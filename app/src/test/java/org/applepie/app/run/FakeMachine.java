package org.applepie.app.run;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.applepie.app.Samples;
import org.applepie.app.inventory.ReadsServers;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.inventory.FileFact;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.raid.Member;
import org.applepie.domain.raid.Recovery;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.JobId;
import org.applepie.domain.remote.JobStatus;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Outcome;
import org.applepie.domain.remote.OutputSink;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Shell;
import org.jspecify.annotations.Nullable;

/**
 * A machine in memory that keeps the contract of {@link Shell}: a job is launched at most once per id, belongs to one boot
 * and writes a log that can be read from any offset. Jobs really write files, rename, remove and reboot.
 */
final class FakeMachine implements Shell, ReadsServers {

    static final String LOCK = "/var/lib/applepie/run.lock";

    /** Where a plan can go wrong. */
    enum Twist {
        KILL_BEFORE_LAUNCH,
        KILL_AFTER_LAUNCH,
        KILL_IN_OUTPUT,
        KILL_AFTER_EXIT,
        VANISH,
        RUN_ON,
        UNREACHABLE,
        REFUSE_IDENTITY,
        HANG
    }

    /** A job as the machine knows it. */
    static final class Launched {
        final Job job;
        final StringBuilder log = new StringBuilder();
        int launches;
        Optional<Integer> code = Optional.empty();
        boolean vanished;
        boolean never;
        boolean rebooted;

        Launched(Job job) {
            this.job = job;
        }
    }

    final Map<JobId, Launched> jobs = new LinkedHashMap<>();
    final Map<String, String> files = new HashMap<>();
    final Map<String, Twist> twists = new HashMap<>();
    final List<String> violations = new ArrayList<>();
    final CountDownLatch hanging = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);
    private final Clock clock;

    String machineId = "machine-1";
    String bootId = boot(1);
    HostKey key = Samples.KEY;
    List<Disk> disks = List.of(Samples.used("sda", Samples.APPLE), Samples.blank("sdb", Samples.PIE));

    @Nullable
    ConnectionFault fault;

    /** Answers every question in place of this machine, if there. */
    @Nullable
    BiFunction<String, List<String>, Answer> answers;

    Consumer<Job> beforeLaunch = job -> {};
    Runnable onRead = () -> {};
    int unreadable;
    int syncReadings;
    boolean comesBack = true;
    boolean rebootsIntoOldSystem;
    private int boots = 1;

    FakeMachine(Clock clock) {
        this.clock = clock;
    }

    static String boot(int number) {
        return "b0000000-0000-4000-8000-%012d".formatted(number);
    }

    @Override
    public synchronized Reply<Reading> read(Login login) {
        onRead.run();
        if (fault != null || unreadable > 0) {
            unreadable--;
            return new Reply.NotConnected<>(fault != null ? fault : new ConnectionFault.Unreachable("no answer"));
        }
        if (!key.equals(login.pinned())) {
            return new Reply.NotConnected<>(new ConnectionFault.HostKeyChanged(login.pinned(), key));
        }
        if (files.containsKey("/sync") && --syncReadings <= 0) {
            files.put("/sync", "done\n");
        }
        Map<String, FileFact> facts = new HashMap<>();
        files.forEach((path, text) -> facts.put(path, new FileFact.Present(text)));
        return new Reply.Got<>(Samples.reading(
                clock.instant(),
                machineId,
                bootId,
                facts,
                arrays(),
                files.getOrDefault(LOCK, "").strip(),
                disks.toArray(Disk[]::new)));
    }

    private List<MdArray> arrays() {
        if (!files.containsKey("/sync")) {
            return List.of();
        }
        boolean done = files.get("/sync").equals("done\n");
        Member.State state = files.containsKey("/faulty") ? Member.State.FAULTY : Member.State.REBUILDING;
        Optional<Recovery> work = done || files.containsKey("/stalled")
                ? Optional.empty()
                : Optional.of(new Recovery("recover", 1, 2, 3));
        return List.of(new MdArray(
                "md127",
                Plans.ARRAY,
                "raid1",
                "1.2",
                2,
                "clean",
                false,
                List.of(new Member("sda1", 1, done ? Member.State.IN_SYNC : state)),
                work,
                0));
    }

    @Override
    public Outcome execute(Login login, Job job, long offset, OutputSink sink, Duration limit)
            throws InterruptedException {
        Twist twist = twistFor(job);
        if (twist == Twist.KILL_BEFORE_LAUNCH) {
            throw new Killed("before the launch");
        }
        if (twist == Twist.UNREACHABLE) {
            return new Outcome.NoConnection(new ConnectionFault.Unreachable("no answer"));
        }
        if (!job.bootId().equals(bootId) && !jobs.containsKey(job.id())) {
            return new Outcome.Lost(Outcome.Reason.REBOOTED, "");
        }
        beforeLaunch.accept(job);
        Launched launched = launch(job, twist);
        if (twist == Twist.KILL_AFTER_LAUNCH) {
            throw new Killed("after the launch");
        }
        return deliver(launched, offset, sink, twist);
    }

    private synchronized Twist twistFor(Job job) {
        String text = job.actions().toString();
        return twists.keySet().stream()
                .filter(text::contains)
                .findFirst()
                .map(twists::remove)
                .orElse(null);
    }

    private synchronized Launched launch(Job job, @Nullable Twist twist) {
        Launched launched = jobs.computeIfAbsent(job.id(), id -> new Launched(job));
        if (launched.launches == 0 && !launched.never) {
            launched.launches++;
            run(launched, twist);
        }
        return launched;
    }

    private void run(Launched launched, @Nullable Twist twist) {
        if (!launched.job.machineId().equals(machineId) || twist == Twist.REFUSE_IDENTITY) {
            launched.log.append("applepie: refused\n");
            launched.code = Optional.of(Job.IDENTITY_REFUSED);
            return;
        }
        int code = 0;
        for (Action action : launched.job.actions()) {
            code = code == 0 ? act(launched, action) : code;
        }
        launched.job.cleanup().forEach(action -> act(launched, action));
        launched.vanished = twist == Twist.VANISH;
        boolean ends = twist != Twist.VANISH && twist != Twist.RUN_ON && !launched.rebooted;
        launched.code = ends ? Optional.of(code) : Optional.empty();
    }

    private int act(Launched launched, Action action) {
        return switch (action) {
            case Action.WriteFile(String path, String content, String mode) -> {
                launched.log.append("+ write ").append(path).append('\n');
                files.put(path, content);
                yield 0;
            }
            case Action.Run(Command command, var accepted) -> command(launched, command);
            case Action.ExpectSilence(Command command) -> command(launched, command);
            case Action.RunInto(Command command, String file) -> command(launched, command);
            case Action.Capture(Command command, String file) -> command(launched, command);
        };
    }

    private int command(Launched launched, Command command) {
        launched.log.append("+ ").append(command.display()).append('\n');
        List<String> argv = command.argv();
        return switch (argv.getFirst()) {
            case "rm" -> {
                files.remove(argv.getLast());
                yield 0;
            }
            case "ln" -> files.putIfAbsent(argv.get(2), files.getOrDefault(argv.get(1), "")) == null ? 0 : 1;
            case "systemctl" -> {
                launched.rebooted = true;
                reboot();
                yield 0;
            }
            case "exit" -> Integer.parseInt(argv.get(1));
            default -> 0;
        };
    }

    /** The machine starts anew; a copy of the system has no lock of ours. */
    synchronized void reboot() {
        if (comesBack) {
            boots++;
            bootId = boot(boots);
            if (!rebootsIntoOldSystem) {
                files.put("/booted", boots + "\n");
            }
            files.remove(LOCK);
        } else {
            fault = new ConnectionFault.Unreachable("no route to host");
        }
    }

    private Outcome deliver(Launched launched, long offset, OutputSink sink, @Nullable Twist twist)
            throws InterruptedException {
        byte[] log = launched.log.toString().getBytes(StandardCharsets.UTF_8);
        int middle = (int) Math.max(offset, (offset + log.length) / 2);
        sink.output(offset, slice(log, (int) offset, middle));
        if (twist == Twist.KILL_IN_OUTPUT) {
            throw new Killed("in the output");
        }
        if (twist == Twist.HANG) {
            hanging.countDown();
            boolean inTime = released.await(20, TimeUnit.SECONDS);
            if (!inTime) {
                throw new IllegalStateException("the test forgot to release the job");
            }
        }
        sink.output(middle, slice(log, middle, log.length));
        if (twist == Twist.KILL_AFTER_EXIT) {
            throw new Killed("after the end");
        }
        return outcome(launched, log.length);
    }

    private static byte[] slice(byte[] log, int from, int to) {
        return java.util.Arrays.copyOfRange(log, from, to);
    }

    private Outcome outcome(Launched launched, long length) {
        if (launched.never) {
            return new Outcome.Lost(Outcome.Reason.NEVER_STARTED, "");
        }
        if (launched.rebooted
                || launched.code.isEmpty() && !launched.job.bootId().equals(bootId)) {
            return new Outcome.Lost(Outcome.Reason.REBOOTED, "");
        }
        if (launched.vanished) {
            return new Outcome.Lost(Outcome.Reason.VANISHED, "");
        }
        return launched.code
                .<Outcome>map(code -> new Outcome.Exited(code, length))
                .orElseGet(() -> new Outcome.TimedOut("it still runs"));
    }

    @Override
    public Outcome follow(Login login, Job job, long offset, OutputSink sink, Duration limit)
            throws InterruptedException {
        Launched launched;
        synchronized (this) {
            if (!jobs.containsKey(job.id()) && !job.bootId().equals(bootId)) {
                return new Outcome.Lost(Outcome.Reason.REBOOTED, "");
            }
            launched = jobs.computeIfAbsent(job.id(), id -> new Launched(job));
            launched.never = launched.never || launched.launches == 0;
        }
        return deliver(launched, offset, sink, null);
    }

    @Override
    public synchronized Reply<JobStatus> status(Login login, JobId id) {
        if (fault != null) {
            return new Reply.NotConnected<>(fault);
        }
        Launched launched = jobs.get(id);
        if (launched == null || launched.never) {
            return new Reply.Got<>(new JobStatus.Never(bootId));
        }
        return new Reply.Got<>(
                switch (outcome(launched, launched.log.length())) {
                    case Outcome.Exited o -> new JobStatus.Exited(bootId, o.code(), o.outputBytes());
                    case Outcome.Lost o -> new JobStatus.Lost(bootId, o.reason(), o.detail());
                    case Outcome.TimedOut o -> new JobStatus.Running(bootId, launched.log.length());
                    case Outcome.NoConnection o -> throw new IllegalStateException();
                });
    }

    /** The job that wrote this file, or would have. */
    synchronized List<Launched> jobsThatWrite(String path) {
        return jobs.values().stream()
                .filter(launched -> launched.job.actions().stream()
                        .anyMatch(action ->
                                action instanceof Action.WriteFile(String to, var c, var m) && to.equals(path)))
                .toList();
    }

    @Override
    public Reply<Answer> ask(Login login, String script, List<String> arguments, Duration limit) {
        if (answers != null) {
            return new Reply.Got<>(answers.apply(script, arguments));
        }
        if (script.contains("/proc/")) {
            return new Reply.Got<>(
                    new Answer(files.containsKey(arguments.getFirst()) ? 0 : 1, new byte[0], new byte[0]));
        }
        if (!arguments.contains("cat")) {
            return fault == null ? new Reply.Got<>(piece(arguments)) : new Reply.NotConnected<>(fault);
        }
        String answer = arguments.get(1).equals("cat") ? files.getOrDefault(arguments.get(2), "") : "";
        int code = arguments.get(1).equals("cat") && files.containsKey(arguments.get(2)) ? 0 : 1;
        return fault == null
                ? new Reply.Got<>(new Answer(code, answer.getBytes(StandardCharsets.UTF_8), new byte[0]))
                : new Reply.NotConnected<>(fault);
    }

    /** A file, or up to so many bytes of it behind the first so many. */
    private Answer piece(List<String> arguments) {
        byte[] bytes = files.getOrDefault(arguments.getFirst(), "").getBytes(StandardCharsets.UTF_8);
        int from = arguments.size() < 2 ? 0 : Integer.parseInt(arguments.get(1));
        int most = arguments.size() < 3 ? bytes.length : Integer.parseInt(arguments.get(2));
        int code = files.containsKey(arguments.getFirst()) ? 0 : 1;
        return new Answer(code, slice(bytes, from, Math.min(bytes.length, from + most)), new byte[0]);
    }

    @Override
    public Reply<HostKey> offeredHostKey(Endpoint endpoint, @Nullable Login jump) {
        return new Reply.Got<>(key);
    }

    @Override
    public void disconnect(Login login) {}
}
