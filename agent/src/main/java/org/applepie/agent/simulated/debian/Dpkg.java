package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.applepie.agent.simulated.machine.DpkgStatus;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;

/** dpkg and dpkg-query 1.21, as far as they tell what is installed. */
final class Dpkg implements Program {

    @Override
    public int run(Call call) throws IOException {
        List<String> words = call.arguments();
        boolean query = call.name().endsWith("dpkg-query");
        String mode = words.isEmpty() ? "" : words.getFirst();
        List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
        return switch (mode) {
            case "-s", "--status" -> status(call, rest);
            case "-W", "--show" -> query ? show(call, rest) : refused(call, query);
            case "--audit", "-C" -> query ? refused(call, query) : 0;
            case "--print-architecture" -> {
                call.print("amd64\n");
                yield 0;
            }
            default -> refused(call, query);
        };
    }

    private static int refused(Call call, boolean query) throws IOException {
        call.warn((query ? "dpkg-query" : "dpkg")
                + ": error: need an action option\n\nUse --help for help about querying packages.\n");
        return 2;
    }

    private static int status(Call call, List<String> names) throws IOException {
        int code = 0;
        for (String name : names) {
            Optional<String> stanza = DpkgStatus.stanza(call.files(), name);
            if (stanza.isPresent()) {
                call.print(stanza.get() + "\n\n");
            } else {
                call.warn("dpkg-query: package '" + name + "' is not installed and no information is available\n"
                        + "Use dpkg --info (= dpkg-deb --info) to examine archive files.\n");
                code = 1;
            }
        }
        return code;
    }

    private static int show(Call call, List<String> words) throws IOException {
        String format = "${binary:Package}\t${Version}\n";
        List<String> names = new ArrayList<>();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (word.equals("-f")) {
                format = ++at < words.size() ? words.get(at) : "";
            } else if (word.startsWith("-f") || word.startsWith("--showformat=")) {
                format = word.replaceFirst("^-f=?|^--showformat=", "");
            } else {
                names.add(word);
            }
        }
        List<String> known = new ArrayList<>(Packages.installed(call.files()));
        int code = names.isEmpty() ? print(call, format, known) : 0;
        known.addAll(Packages.MENTIONED);
        TreeSet<String> found = new TreeSet<>();
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            List<String> matching =
                    known.stream().filter(one -> matches(one, name)).toList();
            found.addAll(matching);
            if (matching.isEmpty()) {
                missing.add(name);
            }
        }
        print(call, format, found);
        for (String name : missing) {
            call.warn("dpkg-query: no packages found matching " + name + "\n");
            code = 1;
        }
        return code;
    }

    private static boolean matches(String name, String pattern) {
        return name.matches(java.util.regex.Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
    }

    private static int print(Call call, String format, Iterable<String> names) throws IOException {
        for (String name : names) {
            call.print(filled(format, name, DpkgStatus.stanza(call.files(), name)));
        }
        return 0;
    }

    private static String filled(String format, String name, Optional<String> stanza) {
        String version = stanza.map(text -> DpkgStatus.field(text, "Version")).orElse("");
        return format.replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("${Package}", name)
                .replace("${binary:Package}", name)
                .replace("${Version}", version)
                .replace(
                        "${Architecture}",
                        stanza.map(text -> DpkgStatus.field(text, "Architecture"))
                                .orElse(""))
                .replace(
                        "${Status}",
                        stanza.map(text -> DpkgStatus.field(text, "Status")).orElse("unknown ok not-installed"))
                .replace("${db:Status-Status}", stanza.isPresent() ? "installed" : "not-installed")
                .replace("${db:Status-Abbrev}", stanza.isPresent() ? "ii " : "un ");
    }
}
