package org.applepie.app.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.applepie.domain.remote.Credential;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.remote.Sudo;
import org.awaitility.Awaitility;

/** An OpenSSH server of this machine on a loopback port, with keys and configuration of its own. */
final class LocalServer implements AutoCloseable {

    private final Path home;
    private final int port;
    private final Process process;

    private LocalServer(Path home, int port, Process process) {
        this.home = home;
        this.port = port;
        this.process = process;
    }

    /** @param options lines of sshd_config */
    static LocalServer start(Path home, String... options) throws IOException, InterruptedException {
        int port = freePort();
        Files.createDirectories(Path.of("/run/sshd"));
        makeKey(home.resolve("host"));
        makeKey(home.resolve("user"));
        Files.copy(home.resolve("user.pub"), home.resolve("authorized_keys"));
        Files.writeString(home.resolve("known_hosts"), "[127.0.0.1]:" + port + " " + hostLine(home) + "\n");
        List<String> lines = new ArrayList<>(List.of(options));
        // What somebody's own shell reads when it starts is nothing to measure, and can take longer than all else.
        lines.add("SetEnv HOME=" + home);
        lines.addAll(List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "HostKey " + home.resolve("host"),
                "AuthorizedKeysFile " + home.resolve("authorized_keys"),
                "PidFile none",
                "StrictModes no",
                "UsePAM no",
                "PasswordAuthentication no",
                "PermitRootLogin prohibit-password"));
        Path config = Files.writeString(home.resolve("sshd_config"), String.join("\n", lines) + "\n");
        Process process = new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(log(home).toFile())
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> listens(port));
        return new LocalServer(home, port, process);
    }

    private static void makeKey(Path file) throws IOException, InterruptedException {
        new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString())
                .inheritIO()
                .start()
                .waitFor();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String hostLine(Path home) throws IOException {
        String[] words = Files.readString(home.resolve("host.pub")).split(" ");
        return words[0] + " " + words[1].strip();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path log(Path home) {
        return home.resolve("sshd.log");
    }

    /** What the server said of itself so far. */
    String log() throws IOException {
        return Files.readString(log(home), StandardCharsets.ISO_8859_1);
    }

    int port() {
        return port;
    }

    static String user() {
        return System.getProperty("user.name");
    }

    Secret privateKey() throws IOException {
        return new Secret(Files.readString(home.resolve("user")));
    }

    /** How the agent gets in; {@code hostKey} is what it was offered. */
    Login login(HostKey hostKey) throws IOException {
        return new Login(
                new Endpoint("127.0.0.1", port),
                user(),
                new Credential.PrivateKey(privateKey()),
                new Sudo.NotNeeded(),
                hostKey,
                null);
    }

    /** Opens the connection that OpenSSH's clients will share, as ControlMaster. */
    Ssh ssh(String... options) throws IOException, InterruptedException {
        return Ssh.master(home, port, options);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().join();
    }
}
