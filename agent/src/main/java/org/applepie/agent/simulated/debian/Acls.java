package org.applepie.agent.simulated.debian;

import static org.applepie.agent.simulated.debian.Options.Known.flag;
import static org.applepie.agent.simulated.debian.Options.Known.valued;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.Stat;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;

/** getfacl and setfacl of acl 2.3.1, for access control lists of files. */
final class Acls implements Program {

    /** The attribute that an access control list is: its lines beyond owner, group and others, in their order. */
    static final String ACCESS = "system.posix_acl_access";

    private static final List<Options.Known> GET =
            List.of(flag('p', "absolute-names"), flag('c', "omit-header"), flag('n', "numeric"));
    private static final List<Options.Known> SET = List.of(valued('m', "modify"), flag('b', "remove-all"));

    @Override
    public int run(Call call) throws IOException {
        String name = Options.program(call);
        boolean getting = name.equals("getfacl");
        Optional<Options> options = Options.read(call, name, getting ? GET : SET, usage(name));
        return options.isEmpty() ? misused(getting) : run(call, options.get(), getting);
    }

    private static int run(Call call, Options options, boolean getting) throws IOException {
        boolean idle = !getting && options.names().isEmpty();
        if (options.words().isEmpty() || idle) {
            call.warn(usage(Options.program(call)));
            return misused(getting);
        }
        return EachFile.of(
                call, options.words(), path -> getting ? show(call, options, path) : change(call, options, path));
    }

    private static int misused(boolean getting) {
        return getting ? 1 : 2;
    }

    private static String usage(String name) {
        return name.equals("getfacl")
                ? "Usage: getfacl [-aceEsRLPtpndvh] file ...\nTry `getfacl --help' for more information.\n"
                : "Usage: setfacl [-bkndRLP] { -m|-M|-x|-X ... } file ...\n"
                        + "Try `setfacl --help' for more information.\n";
    }

    private static int show(Call call, Options options, String path) throws IOException {
        Stat stat = call.files().stat(path);
        boolean numeric = options.has("numeric");
        if (!options.has("omit-header")) {
            boolean cut = path.startsWith("/") && !options.has("absolute-names");
            if (cut) {
                call.fail(0, "Removing leading '/' from absolute path names");
            }
            call.print("# file: " + (cut ? path.replaceFirst("^/+", "") : path) + "\n# owner: "
                    + name(call.files(), "/etc/passwd", stat.uid(), numeric) + "\n# group: "
                    + name(call.files(), "/etc/group", stat.gid(), numeric) + "\n");
        }
        SortedMap<String, String> entries = entries(call.files(), path);
        StringBuilder text = new StringBuilder("user::" + bits(stat.mode() >> 6) + "\n");
        named(text, entries, "user:");
        text.append("group::")
                .append(entries.getOrDefault("group::", bits(stat.mode() >> 3)))
                .append('\n');
        named(text, entries, "group:");
        if (!entries.isEmpty()) {
            text.append("mask::").append(bits(stat.mode() >> 3)).append('\n');
        }
        call.print(
                text.append("other::").append(bits(stat.mode())).append("\n\n").toString());
        return 0;
    }

    private static void named(StringBuilder text, SortedMap<String, String> entries, String kind) {
        entries.forEach((key, value) -> {
            if (key.startsWith(kind) && !key.equals("group::")) {
                text.append(key).append(value).append('\n');
            }
        });
    }

    private static String bits(int mode) {
        return ((mode & 4) != 0 ? "r" : "-") + ((mode & 2) != 0 ? "w" : "-") + ((mode & 1) != 0 ? "x" : "-");
    }

    private static String name(View files, String database, int id, boolean numeric) {
        if (!numeric) {
            try {
                for (String line : files.text(database).split("\n")) {
                    String[] fields = line.split(":");
                    if (fields.length > 2 && fields[2].equals(String.valueOf(id))) {
                        return fields[0];
                    }
                }
            } catch (ErrnoException absent) {
                return String.valueOf(id);
            }
        }
        return String.valueOf(id);
    }

    private static SortedMap<String, String> entries(View files, String path) throws ErrnoException {
        SortedMap<String, String> entries = new TreeMap<>();
        String stored = files.attributes(path).getOrDefault(ACCESS, "");
        for (String line : stored.split("\n")) {
            int end = line.lastIndexOf(':');
            if (end > 0) {
                entries.put(line.substring(0, end + 1), line.substring(end + 1));
            }
        }
        return entries;
    }

    private static int change(Call call, Options options, String path) throws IOException {
        SortedMap<String, String> entries = entries(call.files(), path);
        Stat stat = call.files().stat(path);
        if (options.has("remove-all")) {
            int group = number(entries.getOrDefault("group::", bits(stat.mode() >> 3)));
            call.files().mode(path, stat.mode() & ~070 | group << 3);
            entries.clear();
        }
        for (String said : options.values("modify")) {
            for (String entry : said.split(",")) {
                if (!entry.matches("(u|user|g|group):[^:]+:[rwx-]+")) {
                    return call.fail(2, "Option -m: Invalid argument near character 1");
                }
                String[] parts = entry.split(":");
                String bits = (parts[2].contains("r") ? "r" : "-")
                        + (parts[2].contains("w") ? "w" : "-")
                        + (parts[2].contains("x") ? "x" : "-");
                entries.putIfAbsent("group::", bits(stat.mode() >> 3));
                entries.put((parts[0].startsWith("u") ? "user:" : "group:") + parts[1] + ":", bits);
            }
        }
        StringBuilder stored = new StringBuilder();
        entries.forEach((key, value) -> stored.append(key).append(value).append('\n'));
        call.files().attribute(path, ACCESS, entries.isEmpty() ? null : stored.toString());
        return mask(call.files(), path, stat, entries);
    }

    private static int number(String bits) {
        return (bits.contains("r") ? 4 : 0) | (bits.contains("w") ? 2 : 0) | (bits.contains("x") ? 1 : 0);
    }

    // The bits of the group are the mask as long as there is a list.
    private static int mask(View files, String path, Stat stat, SortedMap<String, String> entries)
            throws ErrnoException {
        int mask = 0;
        for (String bits : entries.values()) {
            mask |= number(bits);
        }
        if (!entries.isEmpty()) {
            files.mode(path, stat.mode() & ~070 | mask << 3);
        }
        return 0;
    }
}
