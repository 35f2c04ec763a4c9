package org.applepie.agent.simulated.machine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.hardware.TreeDigest;
import org.applepie.agent.simulated.ssh.Dialect;

/** Public host keys as files of what is installed on the drives of a machine that is off. */
final class HostKeyFiles {

    private static final String DIRECTORY = "/etc/ssh";

    private HostKeyFiles() {}

    /** The key that a client prefers, without its comment. */
    static Optional<String> first(Machine machine, Dialect dialect) {
        String path = DIRECTORY
                + switch (dialect) {
                    case MODERN -> "/ssh_host_ed25519_key.pub";
                    case SARGE -> "/ssh_host_rsa_key.pub";
                };
        return installations(machine).flatMap(files -> read(files, path)).findFirst();
    }

    private static Stream<String> read(View files, String path) {
        try {
            String[] words = files.text(path).strip().split(" ");
            return words.length < 2 ? Stream.empty() : Stream.of(words[0] + " " + words[1]);
        } catch (ErrnoException absent) {
            return Stream.empty();
        }
    }

    /** In place of those that are there; in every copy of an installation. */
    static void write(Machine machine, String host, List<String> keys) {
        installations(machine).forEach(files -> {
            for (String key : keys) {
                String kind = key.substring(0, key.indexOf(' '));
                String name = kind.startsWith("ecdsa")
                        ? "ecdsa"
                        : kind.replace("ssh-", "").replace("dss", "dsa");
                try {
                    files.write(DIRECTORY + "/ssh_host_" + name + "_key.pub", key + " root@" + host + "\n");
                } catch (ErrnoException refused) {
                    throw new IllegalStateException(refused);
                }
            }
        });
    }

    private static Stream<View> installations(Machine machine) {
        return machine.drives().values().stream()
                .flatMap(drive -> drive.contents().values().stream())
                .flatMap(content -> content instanceof Content.Files files ? Stream.of(files) : Stream.empty())
                .map(files -> TreeDigest.view(files.tree()))
                .filter(files -> files.exists(DIRECTORY));
    }
}
