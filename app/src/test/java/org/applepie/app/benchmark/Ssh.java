package org.applepie.app.benchmark;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** OpenSSH's client over one connection that is open already (ControlMaster): the peer of everything the agent does. */
final class Ssh implements AutoCloseable {

    private final List<String> client;

    private Ssh(List<String> client) {
        this.client = client;
    }

    /** Opens the connection, with keys and known hosts that lie in {@code home}. */
    static Ssh master(Path home, int port, String... options) throws IOException, InterruptedException {
        List<String> client = new ArrayList<>(List.of("ssh", "-q", "-F", "none", "-p", String.valueOf(port)));
        client.addAll(List.of(
                "-i",
                home.resolve("user").toString(),
                "-S",
                home.resolve("ssh.socket").toString()));
        client.addAll(List.of("-o", "BatchMode=yes", "-o", "UserKnownHostsFile=" + home.resolve("known_hosts")));
        Ssh ssh = new Ssh(client);
        List<String> master = new ArrayList<>(List.of("-M", "-N", "-f"));
        master.addAll(List.of(options));
        finish(ssh.start(Redirect.DISCARD, master, List.of()));
        return ssh;
    }

    /** One command, with what it prints thrown away. */
    void run(String command) throws IOException, InterruptedException {
        finish(start(Redirect.DISCARD, List.of(), List.of(command)));
    }

    /** One command, with what it prints kept. */
    void runInto(Path file, String command) throws IOException, InterruptedException {
        finish(start(Redirect.to(file.toFile()), List.of(), List.of(command)));
    }

    /** One command whose output is read by the caller. */
    Process start(String command) throws IOException {
        return start(Redirect.PIPE, List.of(), List.of(command));
    }

    private Process start(Redirect output, List<String> options, List<String> command) throws IOException {
        List<String> line = new ArrayList<>(client);
        line.addAll(options);
        line.add(LocalServer.user() + "@127.0.0.1");
        line.addAll(command);
        return new ProcessBuilder(line)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output)
                .redirectError(Redirect.DISCARD)
                .start();
    }

    private static void finish(Process process) throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new IOException("ssh ended with " + process.exitValue());
        }
    }

    @Override
    public void close() throws IOException {
        start(Redirect.DISCARD, List.of("-O", "exit"), List.of()).onExit().join();
    }
}
