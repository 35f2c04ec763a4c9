package org.applepie.app.run;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.remote.Command;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Shell;
import org.applepie.domain.runbook.Check;
import org.applepie.domain.runbook.Proofs;

/** Judges checks on a reading, with the probes among them asked now. */
final class Proving {

    /** $1 is given on standard input, the rest is the command. */
    private static final String PROBE = "input=$1; shift; printf %s \"$input\" | \"$@\"";

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Shell shell;

    Proving(Shell shell) {
        this.shell = shell;
    }

    /** Whether all checks hold. */
    sealed interface Proof {
        record Holds() implements Proof {}

        /** @param causes a sentence for each check that does not hold */
        record Broken(List<String> causes) implements Proof {
            String text() {
                return String.join(" ", causes);
            }
        }

        /** The server was not reached for a probe. */
        record Unanswered(String why) implements Proof {}
    }

    /** @param login asked for only if there is something to probe */
    Proof judge(List<Check> checks, Reading reading, Supplier<Login> login) {
        Map<Check.Probe, Proofs.ProbeAnswer> answers = new LinkedHashMap<>();
        for (Check.Probe probe : Proofs.probesOf(checks, reading)) {
            switch (shell.ask(login.get(), PROBE, arguments(probe.command()), LIMIT)) {
                case Reply.Got<Shell.Answer>(Shell.Answer answer) -> answers.put(probe, answer(answer));
                case Reply.NotConnected<Shell.Answer>(var fault) -> {
                    return new Proof.Unanswered(fault.describe());
                }
            }
        }
        return judge(checks, reading, answers);
    }

    private static Proof judge(List<Check> checks, Reading reading, Map<Check.Probe, Proofs.ProbeAnswer> answers) {
        List<String> causes = checks.stream()
                .map(check -> Proofs.judge(check, reading, answers))
                .filter(judgement -> !judgement.held())
                .map(Proofs.Judgement::detail)
                .toList();
        return causes.isEmpty() ? new Proof.Holds() : new Proof.Broken(causes);
    }

    private static List<String> arguments(Command command) {
        List<String> arguments = new ArrayList<>(List.of(command.stdin()));
        arguments.addAll(command.argv());
        return arguments;
    }

    private static Proofs.ProbeAnswer answer(Shell.Answer answer) {
        return new Proofs.ProbeAnswer(answer.exitCode(), new String(answer.stdout(), StandardCharsets.UTF_8));
    }
}
