package org.applepie.agent.simulated.shell.tools;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.applepie.agent.simulated.files.Access;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Launch;
import org.applepie.agent.simulated.shell.Program;
import org.applepie.agent.simulated.shell.Signal;
import org.applepie.agent.simulated.shell.SimulatedProcess;

/** sleep setsid env nohup timeout chroot xargs ps. */
final class ProcessTools {

    private ProcessTools() {}

    static Map<String, Program> all() {
        return Map.of(
                "sleep", Tool.of("", ProcessTools::sleep),
                "setsid", early("fw", Map.of("fork", "f", "wait", "w"), 1, ProcessTools::setsid),
                "env", early("iu:", Map.of("ignore-environment", "i", "unset", "u"), 125, ProcessTools::env),
                "nohup", early("", Map.of(), 125, ProcessTools::nohup),
                "timeout",
                        early(
                                "k:s:",
                                Map.of("kill-after", "k", "signal", "s", "foreground", "fg"),
                                125,
                                ProcessTools::timeout),
                "chroot", early("", Map.of(), 125, ProcessTools::chroot),
                "xargs", early("0rn:I:", Map.of("null", "0", "no-run-if-empty", "r"), 1, ProcessTools::xargs),
                "ps", Tool.of("eafAo:p:", ProcessTools::ps));
    }

    private static Program early(String letters, Map<String, String> names, int refusal, Tool.Body body) {
        return new Tool(new Arguments.Known(letters, names), true, refusal, body);
    }

    private static int sleep(Call call, Arguments arguments) throws IOException, InterruptedException {
        if (arguments.operands().isEmpty()) {
            return call.fail(1, "missing operand");
        }
        Duration all = Duration.ZERO;
        for (String word : arguments.operands()) {
            Duration one = duration(word);
            if (one == null) {
                return call.fail(1, "invalid time interval '" + word + "'");
            }
            all = all.plus(one);
        }
        call.process().sleep(all);
        return 0;
    }

    static @org.jspecify.annotations.Nullable Duration duration(String word) {
        if (!word.matches("[0-9]*\\.?[0-9]+[smhd]?|[0-9]+\\.[smhd]?|infinity")) {
            return null;
        }
        if (word.equals("infinity")) {
            return Duration.ofDays(36500);
        }
        char unit = word.charAt(word.length() - 1);
        String number = Character.isDigit(unit) || unit == '.' ? word : word.substring(0, word.length() - 1);
        double factor = switch (unit) {
            case 'm' -> 60;
            case 'h' -> 3600;
            case 'd' -> 86400;
            default -> 1;
        };
        return Duration.ofNanos((long) (Double.parseDouble(number) * factor * 1e9));
    }

    private static int become(Call call, Launch launch) throws IOException {
        try {
            return call.process().exec(launch);
        } catch (ErrnoException refused) {
            call.process().checkpoint();
            String program = launch.argv().getFirst();
            boolean quoted = !call.name().endsWith("setsid");
            call.fail(
                    0,
                    (quoted ? "failed to run command '" + program + "'" : "failed to execute " + program) + ": "
                            + refused.getMessage());
            return refused.errno() == Errno.ENOENT ? 127 : 126;
        }
    }

    private static int setsid(Call call, Arguments arguments) throws IOException {
        if (arguments.operands().isEmpty()) {
            return call.fail(1, "no command specified");
        }
        Launch launch = call.process().launch(arguments.operands()).inNewSession();
        if (call.process().group() == call.process().pid()) {
            call.process().start(launch);
            return 0;
        }
        return become(call, launch);
    }

    private static int env(Call call, Arguments arguments) throws IOException {
        Map<String, String> environment = new LinkedHashMap<>(arguments.has("i") ? Map.of() : call.environment());
        String unset = arguments.value("u");
        if (unset != null) {
            environment.remove(unset);
        }
        List<String> words = arguments.operands();
        int at = !words.isEmpty() && words.getFirst().equals("-") ? 1 : 0;
        for (; at < words.size() && words.get(at).indexOf('=') > 0; at++) {
            int equals = words.get(at).indexOf('=');
            environment.put(words.get(at).substring(0, equals), words.get(at).substring(equals + 1));
        }
        if (at == words.size()) {
            for (Map.Entry<String, String> entry : environment.entrySet()) {
                call.print(entry.getKey() + "=" + entry.getValue() + "\n");
            }
            return 0;
        }
        Launch launch = call.process().launch(words.subList(at, words.size())).withEnvironment(environment);
        try {
            return call.process().exec(launch);
        } catch (ErrnoException refused) {
            call.process().checkpoint();
            call.fail(0, "'" + words.get(at) + "': " + refused.getMessage());
            return refused.errno() == Errno.ENOENT ? 127 : 126;
        }
    }

    private static int nohup(Call call, Arguments arguments) throws IOException {
        if (arguments.operands().isEmpty()) {
            return call.fail(125, "missing operand");
        }
        call.process().disposition(Signal.HUP, true, false);
        return become(call, call.process().launch(arguments.operands()));
    }

    private static int chroot(Call call, Arguments arguments) throws IOException {
        List<String> words = arguments.operands();
        if (words.isEmpty()) {
            return call.fail(125, "missing operand");
        }
        try {
            List<String> command = words.size() > 1 ? words.subList(1, words.size()) : List.of("/bin/sh", "-i");
            Launch launch = call.process()
                    .launch(command)
                    .withFiles(call.files().rootedAt(words.getFirst()).at("/"));
            return become(call, launch);
        } catch (ErrnoException refused) {
            call.process().checkpoint();
            return call.fail(
                    125, "cannot change root directory to '" + words.getFirst() + "': " + refused.getMessage());
        }
    }

    private static int timeout(Call call, Arguments arguments) throws IOException, InterruptedException {
        List<String> words = arguments.operands();
        Duration limit = words.isEmpty() ? null : duration(words.getFirst());
        if (words.size() < 2 || limit == null) {
            return call.fail(
                    125, words.isEmpty() ? "missing operand" : "invalid time interval '" + words.getFirst() + "'");
        }
        Signal signal = Signal.named(arguments.value("s", "TERM"));
        if (signal == null) {
            return call.fail(125, "'" + arguments.value("s") + "': invalid signal");
        }
        SimulatedProcess child;
        try {
            child = call.process().start(call.process().launch(words.subList(1, words.size())));
        } catch (ErrnoException refused) {
            call.fail(0, "failed to run command '" + words.get(1) + "': " + refused.getMessage());
            return refused.errno() == Errno.ENOENT ? 127 : 126;
        }
        Duration kill = duration(arguments.value("k", "0"));
        AtomicBoolean late = new AtomicBoolean();
        Thread watch = watch(call, child, limit, signal, kill == null ? Duration.ZERO : kill, late);
        try {
            call.process().await(child);
        } finally {
            watch.interrupt();
        }
        return late.get() ? child.endedBy() == Signal.KILL ? 137 : 124 : child.waitFor();
    }

    private static Thread watch(
            Call call, SimulatedProcess child, Duration limit, Signal signal, Duration kill, AtomicBoolean late) {
        return Thread.ofVirtual().start(() -> {
            try {
                call.process().kernel().time().sleep(limit);
                late.set(child.isAlive());
                child.signal(signal);
                if (kill.isPositive()) {
                    call.process().kernel().time().sleep(kill);
                    child.signal(Signal.KILL);
                }
            } catch (InterruptedException inTime) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static int xargs(Call call, Arguments arguments) throws IOException {
        String text = Input.text(Input.standard(call));
        List<String> items = arguments.has("0")
                ? Input.lines(text, '\0')
                : arguments.has("I")
                        ? Input.lines(text, '\n')
                        : List.of(text.strip().split("[ \t\n]+")).stream()
                                .filter(item -> !item.isEmpty())
                                .toList();
        List<String> command = arguments.operands().isEmpty() ? List.of("echo") : arguments.operands();
        if (items.isEmpty() && (arguments.has("r") || arguments.has("I"))) {
            return 0;
        }
        int size = arguments.has("I") ? 1 : (int) arguments.number("n", Integer.MAX_VALUE);
        int code = 0;
        for (int at = 0; at == 0 || at < items.size(); at += Math.min(size, Math.max(1, items.size()))) {
            List<String> words = words(
                    command, items.subList(at, (int) Math.min(items.size(), (long) at + size)), arguments.value("I"));
            code = Math.max(code, one(call, words));
        }
        return code;
    }

    private static List<String> words(
            List<String> command, List<String> items, @org.jspecify.annotations.Nullable String replaced) {
        if (replaced != null) {
            return command.stream()
                    .map(word -> word.replace(replaced, items.getFirst()))
                    .toList();
        }
        List<String> words = new ArrayList<>(command);
        words.addAll(items);
        return words;
    }

    /** Runs one command with nothing on its standard input; the exit code is one of xargs. */
    static int one(Call call, List<String> words) throws IOException {
        try {
            Launch launch = call.process().launch(words);
            var nothing = call.process().open("/dev/null", Access.READ);
            try {
                int code = call.process().run(launch.withIn(nothing));
                return code == 0 ? 0 : code == 255 ? 124 : code > 128 ? 125 : 123;
            } finally {
                nothing.release();
            }
        } catch (ErrnoException refused) {
            call.process().checkpoint();
            call.fail(0, words.getFirst() + ": " + refused.getMessage());
            return refused.errno() == Errno.ENOENT ? 127 : 126;
        }
    }

    private static int ps(Call call, Arguments arguments) throws IOException {
        call.print("    PID TTY          TIME CMD\n");
        for (SimulatedProcess process : call.process().kernel().processes()) {
            String first = process.argv().getFirst();
            String name = first.substring(first.lastIndexOf('/') + 1);
            String shown = arguments.has("f") ? String.join(" ", process.argv()) : name;
            call.print(
                    "%7d ?        00:00:00 %s%n".formatted(process.pid(), shown).replace("\r\n", "\n"));
        }
        return 0;
    }
}
