package org.applepie.agent.simulated.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.files.Devices;
import org.applepie.agent.simulated.files.FileSystem;
import org.applepie.agent.simulated.files.FileType;
import org.applepie.agent.simulated.files.Format;
import org.applepie.agent.simulated.files.Generated;
import org.applepie.agent.simulated.files.Namespace;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.shell.tools.Tools;

/** A machine of one file system, a shell and the usual tools. */
final class SmallMachine {

    static final String BOOT_ID = UUID.randomUUID().toString();
    static final String MACHINE_ID = "0123456789abcdef0123456789abcdef";

    final Kernel kernel;
    final View files;

    SmallMachine(Dialect dialect, Map<String, Program> tools, double speed) throws IOException {
        SimulatedTime time = SimulatedTime.scaled(Instant.parse("2026-11-22T10:00:00Z"), speed);
        Namespace namespace = new Namespace(
                new FileSystem(Format.of("ext3")),
                "/dev/sda1",
                new DeviceNumber(8, 1),
                List.of("rw"),
                () -> nanos(time),
                Devices.NONE);
        files = namespace.view();
        for (String directory : List.of("/bin", "/usr/bin", "/dev", "/proc", "/tmp", "/etc", "/root", "/var/lib")) {
            files.makeDirectories(directory);
        }
        files.makeNode("/dev/null", FileType.CHARACTER_DEVICE, new DeviceNumber(1, 3), 0666);
        files.makeNode("/dev/full", FileType.CHARACTER_DEVICE, new DeviceNumber(1, 7), 0666);
        files.write("/etc/machine-id", MACHINE_ID + "\n");
        Map<String, Program> programs = new HashMap<>(tools);
        programs.put("sh", new Shell(dialect));
        for (String name : programs.keySet()) {
            install((name.equals("env") ? "/usr/bin/" : "/bin/") + name, name);
        }
        kernel = new Kernel(new KernelSettings(namespace, time, programs, "6.1.0-44-amd64", "#1 SMP", "x86_64", 300));
        FileSystem proc = FileSystem.generated("proc", kernel.proc(proc()));
        namespace.mount(files, "/proc", proc, "proc", new DeviceNumber(0, 3), List.of("rw"));
    }

    static SmallMachine current() throws IOException {
        return new SmallMachine(Dialect.DASH, Tools.current(), 50);
    }

    private static Map<String, Generated> proc() {
        Map<String, Generated> random = Map.of("boot_id", Generated.text(() -> BOOT_ID + "\n"));
        Map<String, Generated> kernel = new LinkedHashMap<>();
        kernel.put("hostname", Generated.text(() -> "small\n"));
        kernel.put("osrelease", Generated.text(() -> "6.1.0-44-amd64\n"));
        kernel.put("random", Generated.tree(random));
        return Map.of(
                "sys", Generated.tree(Map.of("kernel", Generated.tree(kernel))),
                "cmdline", Generated.text(() -> "root=/dev/sda1 ro\n"),
                "locks", Generated.text(() -> ""),
                "swaps", Generated.text(() -> "Filename Type Size Used Priority\n"),
                "mdstat", Generated.text(() -> "Personalities : \nunused devices: <none>\n"));
    }

    private static long nanos(SimulatedTime time) {
        Instant now = time.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    void install(String path, String program) throws IOException {
        files.write(path, Program.marker(program));
        files.mode(path, 0755);
    }

    /** What a command printed, one char for each byte. */
    record Said(int exitCode, String stdout, String stderr) {}

    /** A process under way, with what it prints. */
    record Running(SimulatedProcess process, InputStream stdout, InputStream stderr) {

        Said finish() throws IOException, InterruptedException {
            ByteArrayOutputStream errors = new ByteArrayOutputStream();
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    stderr.transferTo(errors);
                } catch (IOException cut) {
                    throw new java.io.UncheckedIOException(cut);
                }
            });
            String out = new String(stdout.readAllBytes(), StandardCharsets.ISO_8859_1);
            reader.join();
            return new Said(process.waitFor(), out, errors.toString(StandardCharsets.ISO_8859_1));
        }
    }

    Running start(String... argv) throws IOException {
        Pipe out = new Pipe();
        Pipe err = new Pipe();
        Pipe in = new Pipe();
        in.output().close();
        Descriptor stdin = in.reader();
        Descriptor stdout = out.writer();
        Descriptor stderr = err.writer();
        Map<String, String> environment = Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "HOME", "/root");
        try {
            return new Running(
                    kernel.start(new Launch(List.of(argv), environment, files.at("/tmp"), stdin, stdout, stderr, true)),
                    out.input(),
                    err.input());
        } finally {
            stdin.release();
            stdout.release();
            stderr.release();
        }
    }

    Said run(String script) throws IOException, InterruptedException {
        return start("sh", "-c", script).finish();
    }
}
