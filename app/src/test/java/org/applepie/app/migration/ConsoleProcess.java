package org.applepie.app.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The packaged console as a process of its own, with its data in a directory that outlives it. */
final class ConsoleProcess implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("Set-up token \\(valid until [^)]*\\): (\\S+)");

    private final Path directory;
    private final int port;
    private Process process;

    ConsoleProcess(Path directory) {
        this.directory = directory;
        this.port = freePort();
        this.process = launch();
    }

    int port() {
        return port;
    }

    private Process launch() {
        try {
            return new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx512m",
                            "-jar",
                            System.getProperty("applepie.jar"),
                            "--server.port=" + port,
                            "--applepie.data=" + directory.resolve("data")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path log() {
        return directory.resolve("console.log");
    }

    Path data() {
        return directory.resolve("data");
    }

    /** The one-time token that the log shows on the first start. */
    String setUpToken() {
        return Awaitility.await("the set-up token")
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> TOKEN.matcher(Files.readString(log())), Matcher::find)
                .group(1);
    }

    /** Kills it as {@code kill -9} does, and starts it again. */
    void killAndRestart() {
        kill();
        process = launch();
    }

    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        kill();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
