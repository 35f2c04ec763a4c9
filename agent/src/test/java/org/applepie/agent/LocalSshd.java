package org.applepie.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.applepie.agent.ssh.ConsoleKeys;
import org.applepie.domain.remote.Credential;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Sudo;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A real OpenSSH server on a loopback port, with a configuration and host keys of its own, run as whoever runs the test. */
final class LocalSshd implements AutoCloseable {

    private static final Path BINARY = Path.of("/usr/sbin/sshd");

    /** Said when tests are skipped. */
    static final String MISSING = "/usr/sbin/sshd is missing: install openssh-server to run this test";

    private final Path home;
    private final int port;
    private final ConsoleKeys userKey;
    private final List<String> options;
    private Process process;

    private LocalSshd(Path home, int port, ConsoleKeys userKey, List<String> options) {
        this.home = home;
        this.port = port;
        this.userKey = userKey;
        this.options = options;
    }

    static boolean isInstalled() {
        return Files.isExecutable(BINARY);
    }

    /** Starts one below {@code home}; {@code options} are lines of sshd_config that come before our own. */
    static LocalSshd start(Path home, String... options) throws IOException, InterruptedException {
        LocalSshd sshd = new LocalSshd(home, freePort(), ConsoleKeys.generate("test"), List.of(options));
        Files.createDirectories(Path.of("/run/sshd"));
        write(home.resolve("authorized_keys"), sshd.userKey.publicLine() + "\n");
        sshd.makeHostKey("ed25519");
        sshd.startServer();
        return sshd;
    }

    /** {@code more} are options of ssh-keygen. */
    void makeHostKey(String type, String... more) throws IOException, InterruptedException {
        Path key = hostKeyFile(type);
        Files.deleteIfExists(key);
        List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q", "-t", type, "-N", "", "-f", key.toString()));
        command.addAll(List.of(more));
        run(command.toArray(String[]::new));
    }

    /** Lets in whoever has this key, too. */
    void letIn(ConsoleKeys key) throws IOException {
        Files.writeString(
                home.resolve("authorized_keys"), key.publicLine() + "\n", java.nio.file.StandardOpenOption.APPEND);
    }

    void removeHostKey(String type) throws IOException {
        Files.delete(hostKeyFile(type));
    }

    /** Stops the listening server and every connection of it, and starts it again, with the host keys there are now. */
    void restart() throws IOException {
        stop();
        startServer();
    }

    private void startServer() throws IOException {
        List<String> lines = new ArrayList<>(options);
        for (String type : List.of("ed25519", "ecdsa", "rsa")) {
            if (Files.exists(hostKeyFile(type))) {
                lines.add("HostKey " + hostKeyFile(type));
            }
        }
        lines.addAll(List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "PidFile none",
                "StrictModes no",
                "UsePAM no",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "PermitRootLogin prohibit-password",
                "AuthorizedKeysFile " + home.resolve("authorized_keys")));
        Path config = write(home.resolve("sshd_config"), String.join("\n", lines) + "\n");
        process = new ProcessBuilder(BINARY.toString(), "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("sshd.log").toFile()))
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(this::listens);
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    Endpoint endpoint() {
        return new Endpoint("127.0.0.1", port);
    }

    /** The public key a person would have confirmed. */
    HostKey hostKey(String type) throws IOException, InterruptedException {
        String line = Files.readString(Path.of(hostKeyFile(type) + ".pub")).strip();
        String[] words = line.split(" ");
        String fingerprint =
                run("ssh-keygen", "-l", "-f", hostKeyFile(type) + ".pub").split(" ")[1];
        return new HostKey(words[0], fingerprint, words[0] + " " + words[1]);
    }

    Credential key() {
        return new Credential.PrivateKey(userKey.privatePem());
    }

    Login login() throws IOException, InterruptedException {
        return login(endpoint(), hostKey("ed25519"), null);
    }

    Login login(Endpoint endpoint, @Nullable HostKey pinned, @Nullable Login jump) {
        return new Login(endpoint, System.getProperty("user.name"), key(), new Sudo.NotNeeded(), pinned, jump);
    }

    /** Ends the server and its connections at once, so that nobody says goodbye; commands go on. */
    void stop() {
        process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/sshd"))
                .forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        stop();
    }

    private Path hostKeyFile(String type) {
        return home.resolve("host_" + type);
    }

    private static Path write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }
}
