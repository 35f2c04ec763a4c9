package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.machine.SshKeygen;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;
import org.applepie.agent.simulated.ssh.Dialect;

/** Programs for services, packages, boot loader and power. */
final class SystemPrograms {

    /** Those of them that lie in /usr/sbin; the others are in /usr/bin. */
    static final Set<String> SBIN = Set.of(
            "grub-install",
            "grub-mkconfig",
            "grub-probe",
            "grub-reboot",
            "grub-set-default",
            "halt",
            "mkinitramfs",
            "poweroff",
            "reboot",
            "shutdown",
            "update-grub",
            "update-initramfs");

    private static final long MEMORY_KIB = 996_364;
    private static final String SELECTIONS = "/var/cache/debconf/config.dat";

    private SystemPrograms() {}

    static Map<String, Program> of(Running running) {
        Map<String, Program> all = new TreeMap<>();
        Program systemctl = new Systemctl(running);
        for (String name : List.of("systemctl", "reboot", "poweroff", "halt", "shutdown")) {
            all.put(name, systemctl);
        }
        all.put("systemd-run", new SystemdRun(running));
        all.put("journalctl", new Journalctl(running));
        all.put("grub-install", new GrubInstall(running));
        all.put("grub-mkconfig", new GrubMkconfig(running));
        all.put("update-grub", new GrubMkconfig(running));
        all.put("grub-probe", new GrubProbe(running));
        for (String name : List.of("grub-editenv", "grub-reboot", "grub-set-default")) {
            all.put(name, new GrubEditenv());
        }
        for (String name : List.of("update-initramfs", "mkinitramfs")) {
            all.put(name, new Initramfs(running));
        }
        for (String name : List.of("lsinitramfs", "unmkinitramfs")) {
            all.put(name, new InitramfsImage());
        }
        all.put("apt-get", new AptGet(running));
        all.put("ssh-keygen", new SshKeygen(Dialect.MODERN));
        all.put("dpkg", new Dpkg());
        all.put("dpkg-query", new Dpkg());
        all.put("debconf-set-selections", SystemPrograms::selections);
        all.put("dmesg", call -> {
            call.print(String.join("\n", running.drivers().log()) + "\n");
            return 0;
        });
        all.put("free", call -> free(call, running));
        return all;
    }

    // The answers are kept where debconf would keep them; the packages here take the defaults.
    private static int selections(Call call) throws IOException {
        StringBuilder kept = new StringBuilder();
        for (String line : Tool.input(call).split("\n")) {
            String words = line.strip();
            if (words.isEmpty() || words.startsWith("#")) {
                continue;
            }
            if (words.split("\\s+").length < 3) {
                call.warn("error: Cannot find a question for " + words + "\n");
                return 1;
            }
            String[] fields = words.split("\\s+", 4);
            kept.append("Name: " + fields[1] + "\nTemplate: " + fields[1] + "\nValue: "
                    + (fields.length > 3 ? fields[3] : "") + "\nOwners: " + fields[0] + "\nFlags: seen\n\n");
        }
        View files = call.files();
        files.write(SELECTIONS, (files.exists(SELECTIONS) ? files.text(SELECTIONS) : "") + kept);
        return 0;
    }

    private static int free(Call call, Running running) throws IOException {
        long swap = running.drivers().swaps().stream()
                .mapToLong(block -> block.kib() - 4)
                .sum();
        call.print("               total        used        free      shared  buff/cache   available\n"
                + "Mem:     %11d %11d %11d %11d %11d %11d\n"
                        .formatted(MEMORY_KIB, 152_004, 640_112, 1632, 204_248, 702_388)
                + "Swap:    %11d %11d %11d\n".formatted(swap, 0, swap));
        return 0;
    }
}
