package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.applepie.agent.simulated.machine.DpkgStatus;
import org.applepie.agent.simulated.machine.InnerCall;
import org.applepie.agent.simulated.shell.Call;

/** apt-get 2.6 with an archive that has what a migration needs. debconf's questions are answered by their defaults. */
final class AptGet extends Tool {

    private static final Set<String> KNOWN = Set.of(
            "--download-only",
            "-d",
            "--no-download",
            "--yes",
            "-y",
            "-q",
            "-qq",
            "--quiet",
            "--no-remove",
            "--no-install-recommends");

    AptGet(Running running) {
        super(running);
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        Set<String> options = new TreeSet<>();
        List<String> arguments = call.arguments();
        for (int at = 0; at < arguments.size(); at++) {
            String word = arguments.get(at);
            if (word.equals("-o")) {
                at++;
            } else if (!word.startsWith("-")) {
                words.add(word);
            } else if (KNOWN.contains(word)) {
                options.add(word);
            } else {
                call.warn("E: Command line option " + word
                        + " is not understood in combination with the other options\n");
                return 100;
            }
        }
        String action = words.isEmpty() ? "" : words.removeFirst();
        return switch (action) {
            case "update" -> {
                call.print("Hit:1 http://deb.debian.org/debian bookworm InRelease\nReading package lists...\n");
                yield 0;
            }
            case "install" -> install(call, words, options);
            case "clean" -> clean(call);
            default -> {
                call.warn("E: Invalid operation " + action + "\n");
                yield 100;
            }
        };
    }

    private static int clean(Call call) throws IOException {
        for (String name : Packages.ARCHIVE.keySet()) {
            if (call.files().exists(Packages.archive(name))) {
                call.files().unlink(Packages.archive(name));
            }
        }
        return 0;
    }

    private int install(Call call, List<String> names, Set<String> options) throws IOException, InterruptedException {
        call.print("Reading package lists...\nBuilding dependency tree...\nReading state information...\n");
        List<String> fresh = new ArrayList<>();
        for (String name : names) {
            var stanza = DpkgStatus.stanza(call.files(), name);
            if (stanza.isPresent()) {
                call.print(
                        name + " is already the newest version (" + DpkgStatus.field(stanza.get(), "Version") + ").\n");
            } else if (!Packages.ARCHIVE.containsKey(name)) {
                call.warn("E: Unable to locate package " + name + "\n");
                return 100;
            } else {
                fresh.add(name);
            }
        }
        if (!fresh.isEmpty()) {
            call.print("The following NEW packages will be installed:\n  " + String.join(" ", fresh) + "\n");
        }
        call.print("0 upgraded, " + fresh.size() + " newly installed, 0 to remove and 0 not upgraded.\n");
        if (!fetched(call, fresh, options.contains("--no-download"))) {
            return 100;
        }
        if (options.contains("--download-only") || options.contains("-d")) {
            call.print("Download complete and in download only mode\n");
            return 0;
        }
        return fresh.isEmpty() ? 0 : unpack(call, fresh);
    }

    private static int halfConfigured(Call call, String name) throws IOException {
        String status = call.files().text(DpkgStatus.PATH);
        String entry = "Package: " + name + "\nStatus: install ok ";
        call.files().write(DpkgStatus.PATH, status.replace(entry + "installed", entry + "half-configured"));
        call.warn("dpkg: error processing package " + name + " (--configure):\n installed " + name
                + " package post-installation script subprocess returned error exit status 1\n");
        call.warn("Errors were encountered while processing:\n " + name
                + "\nE: Sub-process /usr/bin/dpkg returned an error code (1)\n");
        return 100;
    }

    private static boolean fetched(Call call, List<String> fresh, boolean offline) throws IOException {
        int number = 0;
        for (String name : fresh) {
            if (call.files().exists(Packages.archive(name))) {
                continue;
            }
            if (offline) {
                call.warn("E: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?\n");
                return false;
            }
            number++;
            call.print("Get:" + number + " http://deb.debian.org/debian bookworm/main amd64 " + name + " amd64 "
                    + Packages.ARCHIVE.get(name) + "\n");
            call.files().write(Packages.archive(name), "!<arch>\ndebian-binary " + name + "\n");
        }
        return true;
    }

    private int unpack(Call call, List<String> fresh) throws IOException, InterruptedException {
        for (String name : fresh) {
            String archive = Packages.archive(name).replaceFirst(".*/", "");
            call.print("Selecting previously unselected package " + name + ".\n"
                    + "(Reading database ... 12247 files and directories currently installed.)\nPreparing to unpack .../"
                    + archive + " ...\nUnpacking " + name + " (" + Packages.ARCHIVE.get(name) + ") ...\n");
            Packages.unpack(call.files(), name);
        }
        for (String name : fresh) {
            call.print("Setting up " + name + " (" + Packages.ARCHIVE.get(name) + ") ...\n");
            if (KernelPackage.is(name) && new KernelPackage(call).configure(name) != 0) {
                return halfConfigured(call, name);
            }
        }
        if (!fresh.contains("mdadm")) {
            return 0;
        }
        call.print("Processing triggers for initramfs-tools (0.142+deb12u3) ...\n");
        return new Initramfs(running()).run(InnerCall.of(call, "update-initramfs", List.of("-u")));
    }
}
