package org.applepie.app.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** OpenSSH's client, with the lab's key and a list of known hosts that has the guest and nobody else. */
final class Ssh {

    private final List<String> client;

    Ssh(GuestImage image, int port, Path folder) {
        Path known = folder.resolve("known_hosts");
        try {
            Files.writeString(known, "[127.0.0.1]:" + port + " " + image.hostKey() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Stream<String> options = Stream.of(
                        "BatchMode=yes",
                        "IdentitiesOnly=yes",
                        "StrictHostKeyChecking=yes",
                        "HostKeyAlgorithms=ssh-ed25519",
                        "UserKnownHostsFile=" + known,
                        "ConnectTimeout=10",
                        "ServerAliveInterval=10",
                        "LogLevel=ERROR")
                .flatMap(option -> Stream.of("-o", option));
        String key = image.key().toString();
        client = Stream.concat(Stream.of("ssh", "-F", "none", "-i", key, "-p", String.valueOf(port)), options)
                .toList();
    }

    /** Runs one command as root; every word reaches it as it stands. */
    Said run(Duration limit, List<String> argv) {
        String command = argv.stream().map(Ssh::quoted).collect(Collectors.joining(" "));
        return Tool.said(
                limit,
                Stream.concat(client.stream(), Stream.of("root@127.0.0.1", command))
                        .toList());
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
