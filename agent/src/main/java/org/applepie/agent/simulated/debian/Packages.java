package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.machine.DpkgStatus;

/** What is installed, what the archive has besides, and what packages bring along. */
final class Packages {

    /** Versions of what the installer leaves. */
    static final Map<String, String> INSTALLED = new TreeMap<>(Map.ofEntries(
            Map.entry("apt", "2.6.2"),
            Map.entry("base-files", "12.4+deb12u13"),
            Map.entry("coreutils", "9.1-1"),
            Map.entry("cron", "3.0pl1-162"),
            Map.entry("dash", "0.5.12-2"),
            Map.entry("debconf", "1.5.82"),
            Map.entry("dpkg", "1.21.23"),
            Map.entry("e2fsprogs", "1.47.0-2+b2"),
            Map.entry("fdisk", "2.38.1-5+deb12u3"),
            Map.entry("grub-pc", "2.06-13+deb12u2"),
            Map.entry("grub2-common", "2.06-13+deb12u2"),
            Map.entry("initramfs-tools", "0.142+deb12u3"),
            Map.entry("initramfs-tools-core", "0.142+deb12u3"),
            Map.entry("linux-image-" + Drivers.RELEASE, "6.1.164-1"),
            Map.entry("mount", "2.38.1-5+deb12u3"),
            Map.entry("openssh-server", "1:9.2p1-2+deb12u7"),
            Map.entry("systemd", "252.39-1~deb12u2"),
            Map.entry("udev", "252.39-1~deb12u2"),
            Map.entry("util-linux", "2.38.1-5+deb12u3")));

    /** Versions of what the archive has besides. */
    static final Map<String, String> ARCHIVE = archive();

    /** Names that dpkg knows because others mention them. */
    static final Set<String> MENTIONED = Set.of(
            "acl",
            "extlinux",
            "grub-efi-amd64",
            "grub-efi-arm64",
            "grub-efi-ia32",
            "grub-legacy",
            "grub-xen",
            "mdadm",
            "systemd-boot");

    /** Programs by the package that brings them, for those that are not there at first. */
    private static final Map<String, Set<String>> LATER = Map.of(
            "mdadm", Set.of("mdadm", "mdmon"),
            "rsync", Set.of("rsync"),
            "acl", Set.of("getfacl", "setfacl"),
            "attr", Set.of("getfattr", "setfattr"));

    private Packages() {}

    private static Map<String, String> archive() {
        Map<String, String> all = KernelPackage.versions();
        all.putAll(Map.of(
                "acl", "2.3.1-3",
                "attr", "1:2.5.1-4",
                "mdadm", "4.2-5",
                "rsync", "3.2.7-1+deb12u2"));
        return all;
    }

    /** Whether a program comes with a package that is not there at first. */
    static boolean later(String program) {
        return LATER.values().stream().anyMatch(programs -> programs.contains(program));
    }

    /** Names of all that is installed, in order. */
    static List<String> installed(View files) throws ErrnoException {
        return files.text(DpkgStatus.PATH)
                .lines()
                .filter(line -> line.startsWith("Package: "))
                .map(line -> line.substring("Package: ".length()))
                .sorted()
                .toList();
    }

    /** What stands in the status file for an installed package. */
    static String entry(String name, String version) {
        return "Package: " + name
                + "\nStatus: install ok installed\nPriority: optional\nSection: admin\nArchitecture: amd64\n"
                + "Version: " + version + "\nDescription: " + name + "\n\n";
    }

    /** The file of a package in apt's cache. */
    static String archive(String name) {
        String version = ARCHIVE.getOrDefault(name, "").replace(":", "%3a");
        return "/var/cache/apt/archives/" + name + "_" + version + "_amd64.deb";
    }

    /** Puts the files of a package where they belong, and its entry into the status file. */
    static void unpack(View files, String name) throws IOException {
        for (String program : LATER.getOrDefault(name, Set.of())) {
            DebianTree.program(files, program);
        }
        if (KernelPackage.is(name)) {
            KernelPackage.unpack(files, name);
        }
        if (name.equals("mdadm")) {
            files.makeDirectories("/etc/mdadm");
            files.write(MdadmConf.PATH, Texts.of("mdadm.conf"));
            files.write("/etc/default/mdadm", Texts.of("default-mdadm"));
        }
        files.write(DpkgStatus.PATH, files.text(DpkgStatus.PATH) + entry(name, ARCHIVE.getOrDefault(name, "1.0-1")));
    }
}
