package org.applepie.domain.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.FileFact;
import org.applepie.domain.inventory.Readings;
import org.applepie.domain.kernel.InstalledKernel;
import org.applepie.domain.kernel.KernelRelease;
import org.applepie.domain.remote.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mirrored mailhost, as the simulated one reads after its migration, and the captured mirror with Debian 12. */
class RebuildBootTest {

    private static final String OLD = "2.4.27-2-386";
    private static final String NEXT = "2.4.27-3-386";
    private static final String CLOUD = "6.1.0-56-cloud-amd64";
    private static final String CLOUD_NEXT = "6.1.0-57-cloud-amd64";

    private static Readings sarge() {
        return Readings.captured("sarge-mirrored");
    }

    private static Readings current() {
        return Readings.captured("debian-12-mirrored");
    }

    private static PlanCompiler.Request request(Readings readings, String kernel) {
        PlanCompiler.Request request = Requests.of(readings);
        return new PlanCompiler.Request(
                request.server(),
                request.reading(),
                request.drives(),
                new Goal.RebuildBoot(Optional.of(kernel).filter(k -> !k.isEmpty())),
                request.twin(),
                request.uuids(),
                request.now());
    }

    private static Runbook runbook(Readings readings) {
        return Requests.compiled(request(readings, ""));
    }

    private static List<String> refused(Readings readings, String kernel) {
        return Requests.refused(request(readings, kernel));
    }

    private static String golden(String name) throws IOException {
        try (InputStream stream = RebuildBootTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void onDebian31ReadsAsAgreed() throws IOException {
        assertThat(RunbookText.print(runbook(sarge().withKernels(OLD, NEXT))))
                .isEqualTo(golden("sarge-rebuild-boot.txt"));
    }

    @Test
    void onACurrentDebianReadsAsAgreed() throws IOException {
        assertThat(RunbookText.print(runbook(current().withKernels(CLOUD, CLOUD_NEXT))))
                .isEqualTo(golden("debian-12-rebuild-boot.txt"));
    }

    private static Stream<Runbook> all() {
        return Stream.of(
                runbook(sarge()),
                runbook(sarge().withKernels(OLD, NEXT)),
                runbook(current().withKernels(CLOUD)),
                runbook(current().withKernels(CLOUD, CLOUD_NEXT)));
    }

    @Test
    void theGuardFindsNothingAndStepIdsAreUnique() {
        all().forEach(runbook -> {
            List<Step> steps = Stream.concat(runbook.steps().stream(), runbook.wayBack().stream())
                    .toList();
            assertThat(steps)
                    .allSatisfy(step -> assertThat(WriteGuard.check(
                                    runbook, runbook.phaseOf(step.id()).orElseThrow(), step))
                            .as(step.id())
                            .isEmpty());
            assertThat(new HashSet<>(steps.stream().map(Step::id).toList())).hasSameSizeAs(steps);
        });
    }

    @Test
    void theKernelThatRunsStaysTheDefaultUntilTheNewOneHasCarriedTheSystem() {
        Runbook runbook = runbook(sarge().withKernels(OLD, NEXT));
        List<String> ids = runbook.steps().stream().map(Step::id).toList();

        assertThat(ids)
                .containsSubsequence(
                        "save-files", "lilo-keep", "build-image", "boot-new-kernel", "lilo-default", "final-boot");
        for (String id : List.of("lilo-keep", "build-image", "lilo-back")) {
            assertThat(liloConf(runbook, id)).contains("\ndefault=LinuxKEPT\n");
        }
        assertThat(liloConf(runbook, "lilo-default"))
                .contains("\ndefault=" + NEXT + "\n")
                .contains("\tlabel=LinuxKEPT\n\tread-only\n\tinitrd=/boot/initrd.img-2.4.27-2-386-kept\n")
                .contains("\tlabel=LinuxOLD\n");
    }

    @Test
    void nothingIsArmedOnArraysThatGrubCannotWriteTo() {
        assertThat(runbook(current().withKernels(CLOUD, CLOUD_NEXT)).steps().stream()
                        .flatMap(RebuildBootTest::actions)
                        .map(Object::toString))
                .noneMatch(action -> action.contains("grub-reboot"));
    }

    @Test
    void theImageThatRunsIsKeptWhenItIsBuiltAgain() {
        Runbook runbook = runbook(sarge());

        assertThat(actions(runbook.step("lilo-keep").orElseThrow()))
                .contains(Action.run("ln", "-f", "/boot/initrd.img-" + OLD, "/boot/initrd.img-" + OLD + "-kept"));
        assertThat(liloConf(runbook, "build-image")).contains("image=/boot/vmlinuz-" + OLD + "\n\tlabel=" + OLD + "\n");
    }

    @Test
    void anImageThatFailedNeverReplacesTheOneThatRuns() {
        Runbook first = runbook(sarge());
        Readings again = sarge().withFile("/etc/lilo.conf", liloConf(first, "lilo-keep"))
                .withHost(h -> new org.applepie.domain.inventory.Host(
                        h.os(),
                        h.hostname(),
                        h.kernel(),
                        h.firmware(),
                        h.machineId(),
                        h.bootId(),
                        Fact.of(List.of("BOOT_IMAGE=LinuxKEPT", "ro", "root=902")),
                        h.uid()));

        assertThat(Stream.concat(runbook(again).steps().stream(), runbook(again).wayBack().stream())
                        .flatMap(RebuildBootTest::actions)
                        .map(Object::toString))
                .noneMatch(action -> action.contains("ln, -f") && action.contains("-kept"));
    }

    private static String liloConf(Runbook runbook, String step) {
        return actions(runbook.step(step).orElseThrow())
                .filter(Action.WriteFile.class::isInstance)
                .map(a -> ((Action.WriteFile) a).content())
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Action> actions(Step step) {
        return switch (step) {
            case Step.Change change -> change.actions().stream();
            case Step.Reboot reboot -> reboot.actions().stream();
            case Step.Look look -> Stream.empty();
            case Step.Await await -> Stream.empty();
            case Step.ByHand hand -> Stream.empty();
            case Step.AtConsole console -> Stream.empty();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.6.12-1-386", "2.6.15-1-686", "3.2.0-1-686"})
    void refusesKernelsThatBringUdev(String kernel) {
        assertThat(refused(sarge().withKernels(OLD, kernel), "")).containsExactly("kernel-too-new");
        assertThat(refused(sarge().withKernels(OLD, kernel), OLD)).isEmpty();
    }

    @Test
    void refusesWhatTheHowtoCouldNotRepairOnDebian31() {
        assertThat(refused(sarge().withKernels(OLD, "2.6.8-3-386"), "")).containsExactly("kernel-of-another-series");
        assertThat(refused(sarge().withPackage("udev", "0.056-3"), "")).containsExactly("upgrade-brings-udev");
        assertThat(refused(sarge().withPackage("grub", "0.95"), "")).containsExactly("upgrade-brings-grub");
    }

    @Test
    void refusesKernelsThatAreNotWholeOrNotKnown() {
        assertThat(refused(sarge(), NEXT)).containsExactly("kernel-not-installed");
        assertThat(refused(sarge().withKernels(NEXT), "")).containsExactly("running-kernel-gone");
        assertThat(refused(sarge().withKernels(Fact.unknown("not asked")), "")).contains("unknown-kernels-installed");
        assertThat(refused(
                        sarge().withKernels(Fact.of(List.of(
                                new InstalledKernel(new KernelRelease(OLD), true, true),
                                new InstalledKernel(new KernelRelease(NEXT), false, false)))),
                        ""))
                .containsExactly("kernel-without-modules");
        assertThat(refused(current(), "")).contains("unknown-kernels-installed");
        assertThat(refused(current().withKernels(CLOUD, CLOUD_NEXT), CLOUD)).containsExactly("not-the-newest-kernel");
    }

    @Test
    void refusesServersThatAreNoWholeMirror() {
        assertThat(refused(Readings.captured("sarge-mailhost").withKernels(OLD), ""))
                .contains("no-arrays");
        assertThat(refused(Readings.captured("debian-12-recovering").withKernels(CLOUD), ""))
                .contains("array-not-whole");
        assertThat(refused(Readings.captured("debian-12-trial-boot").withKernels(CLOUD), ""))
                .contains("array-not-whole");
    }

    @ParameterizedTest
    @CsvSource({"sarge-mirrored, " + OLD, "debian-12-mirrored, " + CLOUD})
    void refusesAnArrayBesideTheMirrorThatNothingUses(String fixture, String kernel) {
        Readings unused =
                Readings.of(Readings.answerWith(fixture, "swaps", "Filename\t\t\t\tType\t\tSize\tUsed\tPriority\n"));

        assertThat(refused(unused.withKernels(kernel), "")).containsExactly("array-unaccounted");
    }

    @Test
    void refusesConfigurationsThatWouldStartSomethingElse() {
        String lilo = sarge().reading().file("/etc/lilo.conf").orElseThrow();
        assertThat(refused(sarge().withFile("/etc/lilo.conf", lilo.replace("boot=/dev/md0", "boot=/dev/sda")), ""))
                .containsExactly("lilo-boots-elsewhere");
        assertThat(refused(
                        sarge().withFile(
                                        "/etc/lilo.conf",
                                        lilo.replace("label=Linux\n", "label=Other\n")
                                                .replace("default=Linux\n", "default=Other\n")),
                        ""))
                .contains("running-entry-unknown");
        assertThat(refused(sarge().withFile("/etc/mkinitrd/mkinitrd.conf", "ROOT=\"/dev/sda6 ext3\"\n"), ""))
                .containsExactly("mkinitrd-root");
        assertThat(refused(sarge().withFile("/etc/mkinitrd/modules", "sd_mod\n"), ""))
                .containsExactly("raid-modules-not-named");
        Readings mirror = current().withKernels(CLOUD);
        assertThat(refused(mirror.withFile("/boot/grub/custom.cfg", "menuentry 'x' {\n}\n"), ""))
                .containsExactly("custom-cfg-present");
        assertThat(refused(mirror.withFile("/etc/default/grub", "GRUB_DEFAULT=saved\n"), ""))
                .containsExactly("grub-default-unusual");
        assertThat(refused(mirror.withFile("/etc/mdadm/mdadm.conf", new FileFact.Absent()), ""))
                .containsExactly("arrays-not-named");
    }

    @Test
    void isNotForProductionServersOfDebian31Yet() {
        assertThat(Requests.refusedInProduction(request(sarge(), ""))).containsExactly("not-for-production-yet");
    }

    /** Whatever is cut off, the answer is the same runbook or a refusal, never a failure and never another plan. */
    @Test
    void aCutAnswerIsRefusedOrChangesNothing() {
        Requests.assertCutsChangeNothing(Readings.answer("sarge-mirrored"), 97, cut -> request(cut, ""));
    }
}
