package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.machine.DpkgStatus;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;

/** dpkg 1.10.28, as far as it tells what is installed and takes in what is brought along. */
final class Dpkg implements Program {

    private final Running running;

    Dpkg(Running running) {
        this.running = running;
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        List<String> arguments = call.arguments();
        String mode = arguments.isEmpty() ? "" : arguments.getFirst();
        List<String> words =
                arguments.stream().filter(word -> !word.startsWith("-")).toList();
        return switch (mode) {
            case "-s", "--status" -> status(call, words);
            case "-l", "--list" -> list(call, words);
            case "-i", "--install" -> install(call, words);
            case "-C", "--audit" -> 0;
            case "--version" -> {
                call.print("Debian `dpkg' package management program version 1.10.28 (i386).\n");
                yield 0;
            }
            default -> {
                call.warn(
                        "dpkg: need an action option\n\nType dpkg --help for help about installing and deinstalling packages [*];\n");
                yield 2;
            }
        };
    }

    private static int status(Call call, List<String> names) throws IOException {
        int code = 0;
        for (String name : names) {
            Optional<String> stanza = DpkgStatus.stanza(call.files(), name);
            if (stanza.isPresent()) {
                call.print(stanza.get() + "\n\n");
            } else {
                call.warn("Package `" + name + "' is not installed and no info is available.\n"
                        + "Use dpkg --info (= dpkg-deb --info) to examine archive files,\n"
                        + "and dpkg --contents (= dpkg-deb --contents) to list their contents.\n");
                code = 1;
            }
        }
        return code;
    }

    private static int list(Call call, List<String> names) throws IOException {
        int code = 0;
        boolean headed = false;
        for (String name : names) {
            Optional<String> stanza = DpkgStatus.stanza(call.files(), name);
            if (stanza.isEmpty()) {
                call.warn("No packages found matching " + name + ".\n");
                code = 1;
                continue;
            }
            if (!headed) {
                call.print("Desired=Unknown/Install/Remove/Purge/Hold\n"
                        + "| Status=Not/Installed/Config-files/Unpacked/Failed-config/Half-installed\n"
                        + "|/ Err?=(none)/Hold/Reinst-required/X=both-problems (Status,Err: uppercase=bad)\n"
                        + "||/ Name           Version        Description\n"
                        + "+++-==============-==============-============================================\n");
                headed = true;
            }
            call.print("ii  %-14s %-14s %s\n"
                    .formatted(
                            name,
                            DpkgStatus.field(stanza.get(), "Version"),
                            DpkgStatus.field(stanza.get(), "Description")));
        }
        return code;
    }

    private int install(Call call, List<String> archives) throws IOException, InterruptedException {
        for (String archive : archives) {
            if (!call.files().exists(archive)) {
                call.warn("dpkg: error processing " + archive
                        + " (--install):\n cannot access archive: No such file or directory\n"
                        + "Errors were encountered while processing:\n " + archive + "\n");
                return 1;
            }
            String name = archive.replaceFirst(".*/", "").replaceFirst("[_.].*", "");
            Packages.install(running, call, name);
        }
        return 0;
    }
}
