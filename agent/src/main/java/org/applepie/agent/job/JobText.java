package org.applepie.agent.job;

import static org.applepie.domain.remote.ShellWord.quote;

import java.util.ArrayList;
import java.util.List;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.DriveGuard;
import org.applepie.domain.remote.Job;

/**
 * A job written as a script for any POSIX shell since bash 2.05b: first boot, machine and drives are checked, then the
 * actions are done until one fails, then the clean-up. Every word that varies is quoted, and nothing that the server
 * says is ever read as shell.
 */
final class JobText {

    private static final String FUNCTIONS = Resource.text("actions.sh");

    private JobText() {}

    /**
     * @throws IllegalArgumentException if the job does not say which boot and machine it is for, or holds what no script
     *     can hold
     */
    static String of(Job job, Places places) {
        List<String> lines = new ArrayList<>();
        lines.add("# Job " + job.id());
        lines.add(FUNCTIONS);
        lines.addAll(checks(job, places));
        function(lines, "applepie_actions", job.actions());
        for (int i = 0; i < job.cleanup().size(); i++) {
            function(lines, "applepie_cleanup_" + i, List.of(job.cleanup().get(i)));
        }
        lines.add("applepie_actions");
        lines.add("applepie_result=$?");
        for (int i = 0; i < job.cleanup().size(); i++) {
            lines.add("applepie_cleanup_" + i + " || applepie_say 'applepie: this clean-up failed'");
        }
        lines.add("exit $applepie_result");
        return String.join("\n", lines);
    }

    private static List<String> checks(Job job, Places places) {
        List<String> lines = new ArrayList<>();
        lines.add(same("boot", places.bootId(), job.bootId()));
        lines.add(machine(places, job.machineId()));
        job.guards().forEach(guard -> lines.add(drive(guard)));
        return lines;
    }

    private static String same(String what, String file, String expected) {
        if (expected.isBlank()) {
            throw new IllegalArgumentException("the job does not say which " + what + " it is for");
        }
        return words("applepie_same", what, file, expected);
    }

    private static String machine(Places places, String expected) {
        if (expected.isBlank()) {
            throw new IllegalArgumentException("the job does not say which machine it is for");
        }
        return words("applepie_machine", places.machineId(), places.hostKey(), expected);
    }

    private static String drive(DriveGuard guard) {
        return words(
                "applepie_drive",
                guard.path(),
                Long.toString(guard.sizeBytes()),
                DriveFact.comparable(guard.serial()),
                DriveFact.comparable(guard.wwn()),
                DriveFact.comparable(guard.model()),
                guard.position(),
                Long.toString(guard.sizeBytes() / 1024),
                DriveFact.hex(guard.serial()));
    }

    private static void function(List<String> lines, String name, List<Action> actions) {
        lines.add(name + "() {");
        lines.add(":");
        actions.forEach(action -> lines.addAll(ActionText.of(action)));
        lines.add("}");
    }

    private static String words(String... words) {
        return String.join(" ", List.of(words).stream().map(word -> quote(word)).toList());
    }
}
