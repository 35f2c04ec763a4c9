package org.applepie.agent.simulated.debian;

import static org.applepie.agent.simulated.debian.Options.Known.flag;
import static org.applepie.agent.simulated.debian.Options.Known.valued;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;

/** getfattr and setfattr of attr 2.5.1. */
final class Attributes implements Program {

    private static final List<Options.Known> GET = List.of(
            flag('d', "dump"),
            valued('n', "name"),
            valued('m', "match"),
            flag("absolute-names"),
            flag('h', "no-dereference"));
    private static final List<Options.Known> SET =
            List.of(valued('n', "name"), valued('v', "value"), valued('x', "remove"), flag('h', "no-dereference"));

    @Override
    public int run(Call call) throws IOException {
        String name = Options.program(call);
        boolean getting = name.equals("getfattr");
        Optional<Options> options = Options.read(call, name, getting ? GET : SET, usage(name));
        return options.isEmpty() ? 2 : run(call, options.get(), getting);
    }

    private static int run(Call call, Options options, boolean getting) throws IOException {
        boolean idle = !getting && options.has("name") == options.has("remove");
        if (options.words().isEmpty() || idle) {
            call.warn(usage(Options.program(call)));
            return 2;
        }
        return EachFile.of(call, options.words(), path -> {
            String at = options.has("no-dereference") ? path : call.files().canonical(path);
            call.files().lstat(at);
            return getting ? show(call, options, path, at) : change(call, options, path, at);
        });
    }

    private static String usage(String name) {
        return name.equals("getfattr")
                ? "Usage: getfattr [-hRLP] [-n name|-d] [-e en] [-m pattern] path...\n"
                        + "Try `getfattr --help' for more information.\n"
                : "Usage: setfattr {-n name} [-v value] [-h] file...\n"
                        + "       setfattr {-x name} [-h] file...\n"
                        + "Try `setfattr --help' for more information.\n";
    }

    private static int show(Call call, Options options, String path, String at) throws IOException {
        SortedMap<String, String> all = call.files().attributes(at);
        Optional<String> wanted = options.value("name");
        if (wanted.isPresent() && !all.containsKey(wanted.get())) {
            return call.fail(1, path + ": " + wanted.get() + ": No such attribute");
        }
        String said = options.value("match").orElse("^user\\.");
        Pattern pattern;
        try {
            pattern = Pattern.compile(said.equals("-") ? "" : said);
        } catch (PatternSyntaxException wrong) {
            return call.fail(1, "invalid regular expression \"" + said + "\"");
        }
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> attribute : all.entrySet()) {
            boolean meant = wanted.map(attribute.getKey()::equals)
                    .orElseGet(() -> pattern.matcher(attribute.getKey()).find());
            if (meant) {
                boolean valued = wanted.isPresent() || options.has("dump");
                text.append(attribute.getKey())
                        .append(
                                valued
                                        ? "=\""
                                                + attribute
                                                        .getValue()
                                                        .replace("\\", "\\\\")
                                                        .replace("\"", "\\\"") + "\""
                                        : "")
                        .append('\n');
            }
        }
        if (text.isEmpty()) {
            return 0;
        }
        boolean cut = path.startsWith("/") && !options.has("absolute-names");
        if (cut) {
            call.fail(0, "Removing leading '/' from absolute path names");
        }
        call.print("# file: " + (cut ? path.replaceFirst("^/+", "") : path) + "\n" + text + "\n");
        return 0;
    }

    private static int change(Call call, Options options, String path, String at) throws IOException {
        Optional<String> removed = options.value("remove");
        if (removed.isPresent()) {
            if (!call.files().attributes(at).containsKey(removed.get())) {
                return call.fail(1, path + ": No such attribute");
            }
            call.files().attribute(at, removed.get(), null);
            return 0;
        }
        String name = options.value("name").orElseThrow();
        if (!name.matches("(user|trusted|security|system)\\..+")) {
            return call.fail(1, path + ": Operation not supported");
        }
        call.files().attribute(at, name, options.value("value").orElse(""));
        return 0;
    }
}
