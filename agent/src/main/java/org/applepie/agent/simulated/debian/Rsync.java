package org.applepie.agent.simulated.debian;

import static org.applepie.agent.simulated.debian.Options.Known.flag;
import static org.applepie.agent.simulated.debian.Options.Known.valued;

import java.io.IOException;
import java.util.List;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;

/** rsync from one directory of this machine to another: with archive mode, which is all that anybody asks for here. */
final class Rsync implements Program {

    static final String VERSION = "3.5.0";
    private static final int SYNTAX = 1;
    private static final int PARTIAL = 23;
    private static final List<Options.Known> KNOWN = List.of(
            flag('a', "archive"),
            flag('H', "hard-links"),
            flag('A', "acls"),
            flag('X', "xattrs"),
            flag('S', "sparse"),
            flag('n', "dry-run"),
            flag('c', "checksum"),
            flag('i', "itemize-changes"),
            flag("numeric-ids"),
            flag("delete"),
            flag("delete-excluded"),
            flag('V', "version"),
            valued("exclude"));

    @Override
    public int run(Call call) throws IOException {
        Options options;
        try {
            options = Options.read(call.arguments(), KNOWN);
        } catch (Options.Refused refused) {
            return syntax(call, said(String.valueOf(refused.getMessage())));
        }
        if (options.has("version")) {
            call.print("rsync  version " + VERSION + "  protocol version 32\n");
            return 0;
        }
        if (options.words().size() != 2) {
            return syntax(call, "this simulation copies one directory to another");
        }
        if (!options.has("archive")) {
            return syntax(call, "this simulation copies in archive mode (-a) only");
        }
        boolean deleting = options.has("delete") || options.has("delete-excluded");
        if (options.words().stream().anyMatch(word -> word.matches("[^/]*:.*"))) {
            return syntax(call, "this simulation copies within one machine only");
        }
        return copy(call, options, deleting);
    }

    // popt has words of its own.
    private static String said(String words) {
        java.util.regex.Matcher unknown =
                java.util.regex.Pattern.compile(".*'(--?)?([^']*)'.*").matcher(words);
        if (!unknown.matches()) {
            return words;
        }
        boolean spelled = words.contains("--'") || words.contains("'--");
        String option = (spelled ? "--" : "-") + unknown.group(2);
        return option + (words.contains("requires") ? ": missing argument" : ": unknown option");
    }

    private static int syntax(Call call, String words) throws IOException {
        call.warn("rsync: " + words + "\nrsync error: syntax or usage error (code 1) at main.c(1785) [client=" + VERSION
                + "]\n");
        return SYNTAX;
    }

    private static int copy(Call call, Options options, boolean deleting) throws IOException {
        String source = options.words().getFirst();
        String target = options.words().getLast().replaceFirst("(?<=.)/+$", "");
        List<RsyncExclude> excludes =
                options.values("exclude").stream().map(RsyncExclude::parse).toList();
        boolean inside = source.endsWith("/") || source.endsWith("/.");
        String root = source.replaceFirst("(?<=.)(/\\.?)+$", "");
        try {
            if (!call.files().stat(root).isDirectory() || !inside) {
                return syntax(
                        call, "this simulation copies what is inside of a directory, named with a slash at the end");
            }
        } catch (ErrnoException absent) {
            call.process().checkpoint();
            call.warn("rsync: [sender] change_dir \"" + root + "\" failed: "
                    + absent.errno().text() + " (" + absent.errno().number() + ")\n");
            return end(call, PARTIAL);
        }
        RsyncPass pass = new RsyncPass(call, root, target, excludes, new RsyncPass.Wish(options, deleting));
        return end(call, pass.run());
    }

    private static int end(Call call, int code) throws IOException {
        String words = switch (code) {
            case 0 -> "";
            case PARTIAL ->
                "rsync error: some files/attrs were not transferred (see previous errors) (code 23)"
                        + " at main.c(1338) [sender=" + VERSION + "]\n";
            case 24 ->
                "rsync warning: some files vanished before they could be transferred (code 24)"
                        + " at main.c(1338) [sender=" + VERSION + "]\n";
            default ->
                "rsync error: error in file IO (code " + code + ") at receiver.c(378) [receiver=" + VERSION + "]\n";
        };
        call.warn(words);
        return code;
    }
}
