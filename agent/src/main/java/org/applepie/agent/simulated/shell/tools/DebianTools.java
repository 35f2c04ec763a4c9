package org.applepie.agent.simulated.shell.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;

/**
 * What coreutils 9.1 and findutils 4.9 of Debian 12 understand more than the older ones do, and options that are not obeyed
 * here and so are refused.
 */
final class DebianTools {

    private static final Set<String> PRESERVED = Set.of("mode", "ownership", "timestamps");

    private DebianTools() {}

    static void amend(Map<String, Program> all) {
        all.put("dd", DiskDump::recent);
        options(all, "mkdir", "pm:", "parents=p mode=m");
        options(all, "rmdir", "", "");
        options(all, "rm", "rRf", "recursive=r force=f");
        options(all, "mv", "fT", "force=f no-target-directory=T");
        options(all, "ln", "sfnT", "symbolic=s force=f no-dereference=n no-target-directory=T");
        options(all, "chmod", "R", "recursive=R");
        options(all, "chown", "Rh", "recursive=R no-dereference=h");
        options(all, "touch", "cm", "no-create=c");
        options(all, "truncate", "s:c", "size=s no-create=c");
        options(all, "readlink", "fen", "canonicalize=f canonicalize-existing=e no-newline=n");
        options(all, "stat", "c:L", "format=c dereference=L");
        options(all, "mktemp", "dqp:", "directory=d quiet=q tmpdir=p");
        options(all, "sync", "df", "data=d file-system=f");
        options(all, "wc", "clwm", "bytes=c chars=m lines=l words=w");
        options(
                all,
                "sort",
                "urnk:t:zso:",
                "unique=u reverse=r numeric-sort=n key=k field-separator=t zero-terminated=z stable=s output=o");
        options(all, "uniq", "cdu", "count=c repeated=d unique=u");
        options(all, "cut", "d:f:c:b:s", "delimiter=d fields=f characters=c bytes=b only-delimited=s");
        options(all, "tee", "a", "append=a");
        options(all, "seq", "s:", "separator=s");
        options(all, "cmp", "s", "quiet=s silent=s");
        all.put(
                "base64",
                new Tool(
                        new Arguments.Known("dw:", Map.of("decode", "d", "wrap", "w")), false, 1, DebianTools::base64));
        all.put("find", Find::current);
        all.put("cp", new Tool(copyOptions(), false, 1, DebianTools::cp));
    }

    /** @param longNames pairs joined by equals signs, separated by blanks */
    private static void options(Map<String, Program> all, String name, String letters, String longNames) {
        if (!(all.get(name) instanceof Tool tool)) {
            throw new IllegalStateException("no such tool: " + name);
        }
        Map<String, String> names = new HashMap<>();
        for (String pair : longNames.isEmpty() ? new String[0] : longNames.split(" ")) {
            names.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        all.put(name, new Tool(new Arguments.Known(letters, names), tool.early(), tool.refusal(), tool.body()));
    }

    private static Arguments.Known copyOptions() {
        return new Arguments.Known(
                "adprRxfPT",
                Map.ofEntries(
                        Map.entry("archive", "a"),
                        Map.entry("force", "f"),
                        Map.entry("no-dereference", "P"),
                        Map.entry("no-target-directory", "T"),
                        Map.entry("one-file-system", "x"),
                        Map.entry("parents", "parents"),
                        Map.entry("preserve", "preserve"),
                        Map.entry("recursive", "r"),
                        Map.entry("sparse", "sparse=")));
    }

    // It tells what it cannot copy, goes on with the rest, and ends with 1.
    private static int cp(Call call, Arguments arguments) throws IOException {
        List<String> words = arguments.operands();
        if (words.size() < 2) {
            call.fail(
                    1,
                    words.isEmpty()
                            ? "missing file operand"
                            : "missing destination file operand after '" + words.getFirst() + "'");
            call.warn("Try '" + call.name() + " --help' for more information.\n");
            return 1;
        }
        String sparse = arguments.value("sparse", "auto");
        if (!Set.of("auto", "always", "never").contains(sparse)) {
            return call.fail(1, "invalid argument '" + sparse + "' for '--sparse'");
        }
        Set<String> kept = Set.of(arguments.value("preserve", "").split(","));
        if (!kept.equals(Set.of("")) && !kept.contains("all") && !kept.containsAll(PRESERVED)) {
            return call.fail(1, "this simulation preserves mode, ownership and timestamps together or none of them");
        }
        boolean all = arguments.has("a");
        boolean recursive = all || arguments.has("R") || arguments.has("r");
        boolean keep = all || arguments.has("p") || arguments.has("preserve");
        boolean asIs = all || arguments.has("d") || arguments.has("P") || recursive && !arguments.has("L");
        Copier.Holes holes = switch (sparse) {
            case "always" -> Copier.Holes.ALWAYS;
            case "never" -> Copier.Holes.NEVER;
            default -> Copier.Holes.AS_SOURCE;
        };
        List<String> complaints = new ArrayList<>();
        Copier copier = new Copier(call.files(), keep, asIs, arguments.has("x"), holes, (what, refused) -> {
            call.process().checkpoint();
            complaints.add(what);
            try {
                call.fail(1, what + ": " + refused.getMessage());
            } catch (IOException closed) {
                throw new UncheckedIOException(closed);
            }
        });
        int code = MoreTools.cp(call, arguments, copier, recursive);
        return complaints.isEmpty() ? code : 1;
    }

    private static int base64(Call call, Arguments arguments) throws IOException {
        String wrap = arguments.value("w", "76");
        if (!wrap.matches("[0-9]{1,9}")) {
            return call.fail(1, "invalid wrap size: '" + wrap + "'");
        }
        if (arguments.operands().size() > 1) {
            return call.fail(1, "extra operand '" + arguments.operands().get(1) + "'");
        }
        int[] invalid = new int[1];
        int code = Input.each(call, arguments.operands(), (name, content) -> {
            if (!arguments.has("d")) {
                call.print(encoded(content, Integer.parseInt(wrap)));
                return;
            }
            try {
                String text = Input.text(content).replace("\n", "");
                call.out().write(Base64.getDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1)));
            } catch (IllegalArgumentException wrong) {
                invalid[0] = call.fail(1, "invalid input");
            }
        });
        return code | invalid[0];
    }

    private static String encoded(byte[] content, int width) {
        String text = Base64.getEncoder().encodeToString(content);
        if (width == 0) {
            return text;
        }
        StringBuilder lines = new StringBuilder();
        for (int from = 0; from < text.length(); from += width) {
            lines.append(text, from, Math.min(text.length(), from + width)).append('\n');
        }
        return lines.toString();
    }
}
