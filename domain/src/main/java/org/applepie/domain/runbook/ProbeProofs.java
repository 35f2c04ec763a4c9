package org.applepie.domain.runbook;

import java.util.Map;
import org.applepie.domain.runbook.Proofs.Judgement;
import org.applepie.domain.runbook.Proofs.ProbeAnswer;

/** Judges the answers to probes. */
final class ProbeProofs {

    private static final int SHOWN = 200;

    private ProbeProofs() {}

    static Judgement judge(Check.Probe probe, Map<Check.Probe, ProbeAnswer> answers) {
        ProbeAnswer answer = answers.get(probe);
        if (answer == null) {
            return Evidence.notHeld("it was not asked whether " + probe.says());
        }
        String found = withoutLastNewlines(answer.stdout());
        if (answer.exitCode() == 0 && found.equals(withoutLastNewlines(probe.stdout()))) {
            return Evidence.held(probe.says());
        }
        return Evidence.notHeld("not proved: " + probe.says() + "; expected exit code 0 and " + shown(probe.stdout())
                + ", found exit code " + answer.exitCode() + " and " + shown(found));
    }

    private static String withoutLastNewlines(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        return text.substring(0, end);
    }

    private static String shown(String text) {
        String plain = text.strip();
        if (plain.isEmpty()) {
            return "no output";
        }
        return "\"" + (plain.length() > SHOWN ? plain.substring(0, SHOWN) + "..." : plain) + "\"";
    }
}
