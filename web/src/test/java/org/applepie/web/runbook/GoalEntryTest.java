package org.applepie.web.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.domain.inventory.DriveId;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.verdict.Refusal;
import org.applepie.domain.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoalEntryTest {

    private static final String DRIVE = "7d2f0a8e-5b1c-4f6e-9a53-0c1d2e3f4a5b";

    private static Verdict<Goal> parse(String type, String target, String kernel) {
        return new GoalEntry(type, target, " pie ", true, kernel).parse();
    }

    private static List<String> codes(Verdict<Goal> verdict) {
        return verdict instanceof Verdict.Refused<Goal> refused
                ? refused.refusals().stream().map(Refusal::code).toList()
                : List.of();
    }

    @Test
    void mirrorsTheRootDisk() {
        assertThat(parse("mirror-root", " " + DRIVE, "is not for this goal"))
                .isEqualTo(Verdict.accepted(
                        new Goal.MirrorRoot(Optional.of(new DriveId(UUID.fromString(DRIVE))), "pie", true)));
    }

    @Test
    void provesEachDriveWhateverElseTheFormHolds() {
        assertThat(parse("prove-each-drive", "no drive", "no kernel"))
                .isEqualTo(Verdict.accepted(new Goal.ProveEachDrive()));
    }

    @Test
    void rebuildsTheBootForAKernelOrForTheNewest() {
        assertThat(parse("rebuild-boot", "", " 2.4.27-3-386 "))
                .isEqualTo(Verdict.accepted(new Goal.RebuildBoot(Optional.of("2.4.27-3-386"))));
        assertThat(parse("rebuild-boot", "", "  ")).isEqualTo(Verdict.accepted(new Goal.RebuildBoot(Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "2.4 27", "linux", "2.4.27;reboot", "-n"})
    void refusesWhatIsNoKernel(String kernel) {
        assertThat(codes(parse("rebuild-boot", "", kernel))).containsExactly("bad-kernel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mirror", "MIRROR-ROOT"})
    void refusesWhatIsNoGoal(String type) {
        assertThat(codes(parse(type, "", ""))).containsExactly("bad-goal");
    }
}
