package org.applepie.agent.job;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A shell of this machine in the part of the server's /bin/sh, with the tools that go with it. */
enum PosixShell {
    DASH("/bin/dash"),
    BASH("/bin/bash", "--posix"),
    /** Also has busybox in the part of coreutils; its tail has no --pid. */
    BUSYBOX("/bin/busybox", "sh");

    private static final List<String> TOOLS = List.of(
            "cat",
            "readlink",
            "mv",
            "mkdir",
            "rm",
            "ln",
            "tail",
            "head",
            "wc",
            "stat",
            "sleep",
            "sync",
            "tr",
            "sed",
            "sh",
            "setsid",
            "chmod",
            "dirname",
            "seq",
            "touch",
            "kill",
            "true",
            "false",
            "cut",
            "printf",
            "ps");

    private final List<String> command;

    PosixShell(String... command) {
        this.command = List.of(command);
    }

    static Stream<PosixShell> installed() {
        return Stream.of(values()).filter(shell -> Files.isExecutable(Path.of(shell.command.getFirst())));
    }

    /** Lays a program below {@code home} that is this shell, and the tools it goes with. */
    Installed install(Path home) throws IOException {
        Path bin = Files.createDirectories(home.resolve("bin-" + name()));
        Path program =
                executable(bin.resolve("the-shell"), "#!/bin/dash\nexec " + String.join(" ", command) + " \"$@\"\n");
        String path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        if (this == BUSYBOX) {
            for (String tool : TOOLS) {
                executable(bin.resolve(tool), "#!/bin/busybox sh\nexec /bin/busybox " + tool + " \"$@\"\n");
            }
            path = bin.toString();
        }
        return new Installed(program, path);
    }

    static Path executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What a command printed, one char for each byte. */
    record Said(int exitCode, String stdout, String stderr) {}

    /**
     * A shell that is ready to use.
     *
     * @param program in the place of /bin/sh
     * @param path where its tools are
     */
    record Installed(Path program, String path) {

        /** Starts a script as the SSH side would. */
        Process start(RemoteScript script) throws IOException {
            List<String> words = new ArrayList<>(List.of(program.toString(), "-c", mine(script.text()), "applepie"));
            script.arguments().forEach(argument -> words.add(mine(argument)));
            return process(words);
        }

        Said run(RemoteScript script) throws IOException, InterruptedException {
            return finish(start(script));
        }

        /** Runs a script file's text with arguments. */
        Said run(String text, String... arguments) throws IOException, InterruptedException {
            return finish(
                    process(Stream.concat(Stream.of(program.toString(), "-c", text, "script"), Stream.of(arguments))
                            .toList()));
        }

        private Process process(List<String> words) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(words);
            builder.environment().clear();
            builder.environment().put("PATH", path);
            builder.environment().put("LC_ALL", "C.UTF-8");
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        }

        private String mine(String text) {
            return text.replace("/bin/sh", program.toString());
        }
    }

    static Said finish(Process process) throws IOException, InterruptedException {
        CompletableFuture<String> stderr = CompletableFuture.supplyAsync(() -> all(process.getErrorStream()));
        String stdout = all(process.getInputStream());
        return new Said(process.waitFor(), stdout, stderr.join());
    }

    private static String all(InputStream from) {
        try (from) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            from.transferTo(bytes);
            return bytes.toString(StandardCharsets.ISO_8859_1);
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        }
    }
}
