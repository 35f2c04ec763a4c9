package org.applepie.domain.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.applepie.domain.bootloader.lilo.LiloOutput;
import org.applepie.domain.runbook.Proofs.Judgement;
import org.applepie.domain.runbook.Proofs.ProbeAnswer;

/** Judges LILO by its own words, read whole: what it did not say it did not do. */
final class LiloProofs {

    private LiloProofs() {}

    static Judgement did(Check.LiloDid check, Map<Check.Probe, ProbeAnswer> answers) {
        ProbeAnswer answer = answers.get(check.probe());
        if (answer == null || answer.exitCode() != 0) {
            return Evidence.notHeld("what LILO printed could not be read from " + check.output());
        }
        LiloOutput said = LiloOutput.parse(answer.stdout());
        List<String> wrong = wrong(check, said);
        return wrong.isEmpty()
                ? Evidence.held("LILO added " + Evidence.list(labels(said)) + ", by default " + check.byDefault()
                        + records(said) + warnings(said))
                : Evidence.notHeld("LILO should have done what was planned; it did not: " + String.join("; ", wrong)
                        + warnings(said));
    }

    private static List<String> wrong(Check.LiloDid check, LiloOutput said) {
        List<String> wrong = new ArrayList<>();
        said.failure().ifPresent(failure -> wrong.add("it stopped with " + failure));
        if (said.tested()) {
            wrong.add("it only tested");
        }
        said.strange().forEach(line -> wrong.add("nobody knows what it means by " + line));
        entries(check, said, wrong);
        List<String> records =
                said.records().stream().map(LiloOutput.Written::device).toList();
        if (!new TreeSet<>(records).equals(new TreeSet<>(check.records()))) {
            wrong.add("it wrote the boot records of " + Evidence.list(records) + " in place of "
                    + Evidence.list(check.records()));
        }
        return wrong;
    }

    private static void entries(Check.LiloDid check, LiloOutput said, List<String> wrong) {
        List<String> expected = check.entries().stream()
                .filter(e -> !(e.optional() && said.skipped().contains(e.image())))
                .map(Check.LiloEntry::label)
                .toList();
        if (!labels(said).equals(expected)) {
            wrong.add("it added " + Evidence.list(labels(said)) + " in place of " + Evidence.list(expected));
        }
        List<String> byDefault = said.added().stream()
                .filter(LiloOutput.Added::isDefault)
                .map(LiloOutput.Added::label)
                .toList();
        if (!byDefault.equals(List.of(check.byDefault()))) {
            wrong.add("it starts " + Evidence.list(byDefault) + " by default in place of " + check.byDefault());
        }
    }

    private static List<String> labels(LiloOutput said) {
        return said.added().stream().map(LiloOutput.Added::label).toList();
    }

    private static String records(LiloOutput said) {
        return said.records().isEmpty()
                ? ""
                : ", and wrote the boot records of "
                        + Evidence.list(said.records().stream()
                                .map(LiloOutput.Written::device)
                                .toList());
    }

    private static String warnings(LiloOutput said) {
        return said.warnings().isEmpty()
                ? ""
                : "; it warned: " + String.join("; ", said.warnings()).replaceAll("\\s*\\n\\s*", " ");
    }
}
