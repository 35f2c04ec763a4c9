package org.applepie.app.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.applepie.app.lab.Guest;
import org.applepie.domain.remote.ShellWord;
import tools.jackson.databind.JsonNode;

/**
 * The commands of a runbook as somebody would write them down who trusts that all goes well: one script for each step, given
 * to a shell over ssh, a loop that waits for a reboot, a loop that waits for a sync. Nothing is checked or proved.
 */
final class PlainScript {

    private static final String REMARK = "    # ";
    private static final String INPUT = "reads from standard input:";
    private static final String WRITE = "# write ";

    private final Path folder;
    private final List<String> lines = new ArrayList<>();

    private PlainScript(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes the scripts.
     *
     * @param runbook as the API gives it
     * @param known file of known hosts that has the guest
     * @return the script that runs all others, and prints each step's name and how many seconds it took
     */
    static Path write(JsonNode runbook, Guest guest, Path known, Path folder) throws IOException {
        PlainScript script = new PlainScript(folder);
        script.begin(guest, known);
        for (JsonNode phase : runbook.get("phases")) {
            for (JsonNode step : phase.get("steps")) {
                script.step(step);
            }
        }
        return Files.write(folder.resolve("all.sh"), script.lines);
    }

    private void begin(Guest guest, Path known) {
        List<String> client =
                List.of("-F", "none", "-q", "-i", guest.image().key().toString(), "-p", String.valueOf(guest.port()));
        List<String> options = List.of(
                "BatchMode=yes",
                "UserKnownHostsFile=" + known,
                "ConnectTimeout=10",
                "ServerAliveInterval=5",
                "ControlMaster=auto",
                "ControlPersist=600",
                "ControlPath=" + folder.resolve("socket"));
        String words = client.stream().map(ShellWord::quote).collect(Collectors.joining(" "))
                + options.stream().map(o -> " -o " + ShellWord.quote(o)).collect(Collectors.joining());
        lines.add("set -e");
        lines.add("on() { ssh " + words + " root@127.0.0.1 \"$@\"; }");
        lines.add("leave() { ssh " + words + " -O exit root@127.0.0.1 2>/dev/null || :; }");
        lines.add("boot() { on cat /proc/sys/kernel/random/boot_id 2>/dev/null || :; }");
        // Jobs of the console have made it before any command that keeps a file there.
        lines.add("on mkdir -p -m 0700 /var/lib/applepie");
        lines.add("began=$(date +%s%N)");
        lines.add("told() { now=$(date +%s%N); echo \"$1 $(((now - began) / 1000000))e-3\"; began=$now; }");
    }

    private void step(JsonNode step) throws IOException {
        String id = step.get("id").stringValue();
        switch (step.get("kind").stringValue()) {
            case "change" -> run(step, id);
            case "reboot" -> reboot(step, id);
            case "await" -> lines.add("on 'while grep -Eq \"resync|recovery|check\" /proc/mdstat; do sleep 1; done'");
            case "look" -> {}
            default -> throw new IllegalStateException("a kind of step that no script is known for: " + step);
        }
        lines.add("told " + id);
    }

    private void run(JsonNode step, String id) throws IOException {
        List<String> text = new ArrayList<>(List.of("set -e", "export LC_ALL=C.UTF-8 HOME=/root", "cd /", "umask 022"));
        step.get("actions").forEach(action -> text.addAll(shell(action.stringValue())));
        step.get("cleanup").forEach(action -> text.addAll(shell(action.stringValue())));
        Path file = Files.write(folder.resolve(id + ".sh"), text);
        lines.add("on sh -s <" + ShellWord.quote(file.toString()) + " >"
                + ShellWord.quote(folder.resolve(id + ".out").toString()) + " 2>&1");
    }

    /** The connection may fall while the last command still runs. */
    private void reboot(JsonNode step, String id) throws IOException {
        lines.add("before=$(boot)");
        run(step, id);
        lines.add(lines.removeLast() + " || :");
        lines.add("leave");
        lines.add("after=$before");
        lines.add("while [ -z \"$after\" ] || [ \"$after\" = \"$before\" ]; do leave; sleep 1; after=$(boot); done");
    }

    /** An action as the runbook shows it, as lines of a script. */
    private static List<String> shell(String action) {
        List<String> shown = action.lines().toList();
        List<String> input = shown.stream()
                .skip(1)
                .filter(line -> line.startsWith("    | "))
                .map(line -> line.substring("    | ".length()))
                .toList();
        String first = shown.getFirst();
        if (first.startsWith(WRITE)) {
            int mode = first.lastIndexOf(", mode ");
            String path = first.substring(WRITE.length(), mode);
            String rights = first.substring(mode + ", mode ".length(), first.length() - 1);
            return List.of(printed(input) + " >" + path, "chmod " + rights + " " + path);
        }
        int remark = first.indexOf(REMARK);
        String command = remark < 0 ? first : first.substring(0, remark);
        String fed = first.endsWith(INPUT) ? printed(input) + " | " + command : command + " </dev/null";
        return List.of(action.contains(REMARK + "may end with ") ? fed + " || :" : fed);
    }

    private static String printed(List<String> text) {
        return "printf '%s\\n' " + text.stream().map(ShellWord::quote).collect(Collectors.joining(" "));
    }
}
