package org.applepie.domain.runbook;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.applepie.domain.filesystem.SwapArea;
import org.applepie.domain.inventory.FileFact;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.raid.Mdstat;
import org.applepie.domain.raid.mdadm.ArrayLine;
import org.applepie.domain.raid.mdadm.MdadmConf;
import org.applepie.domain.raid.mdadm.MdadmDefaults;
import org.applepie.domain.runbook.Proofs.Judgement;

/** Judges what only systems of kernel 2.4 are asked for. */
final class LegacyProofs {

    private static final String MDSTAT = "/proc/mdstat";
    private static final String MDADM_DEFAULTS = "/etc/default/mdadm";
    private static final String MDADM_CONF = "/etc/mdadm/mdadm.conf";

    private LegacyProofs() {}

    static Judgement personalityLoaded(Check.PersonalityLoaded check, Reading reading) {
        Optional<String> text = reading.file(MDSTAT);
        if (text.isEmpty()) {
            return Evidence.notHeld(MDSTAT + " is not there or cannot be read: the md driver is not loaded");
        }
        List<String> found = Mdstat.parse(text.get()).personalities();
        return Evidence.of(
                found.contains(check.level()),
                "the kernel should be able to run " + check.level() + "; it can run " + Evidence.list(found));
    }

    static Judgement mdadmConfLists(Check.MdadmConfLists check, Reading reading) {
        return switch (reading.files().getOrDefault(MDADM_CONF, new FileFact.Unreadable("no reading asks for it"))) {
            case FileFact.Absent absent -> Evidence.notHeld(MDADM_CONF + " is not there");
            case FileFact.Unreadable(String reason) -> Evidence.notHeld(MDADM_CONF + " cannot be read: " + reason);
            case FileFact.Present(String text) -> lists(check, text, reading);
        };
    }

    private static Judgement lists(Check.MdadmConfLists check, String text, Reading reading) {
        List<ArrayLine> lines;
        try {
            lines = MdadmConf.parse(text).definitions();
        } catch (IllegalArgumentException e) {
            return Evidence.notHeld(MDADM_CONF + " cannot be understood: " + e.getMessage());
        }
        boolean exactly = lines.size() == check.arrays().size()
                && check.arrays().stream().allMatch(array -> lines.stream().anyMatch(l -> names(l, array, reading)));
        List<String> found = lines.stream()
                .map(l -> l.device() + " " + l.uuid() + (l.devices().isEmpty() ? "" : " with a list of devices"))
                .toList();
        return Evidence.of(
                exactly,
                MDADM_CONF + " should name exactly " + Evidence.list(check.arrays()) + " as they run, without devices="
                        + "; it names " + Evidence.list(found));
    }

    private static boolean names(ArrayLine line, String array, Reading reading) {
        return line.device().equals("/dev/" + array)
                && line.devices().isEmpty()
                && reading.array(array)
                        .map(MdArray::uuid)
                        .filter(uuid -> !uuid.isEmpty() && uuid.equals(line.uuid()))
                        .isPresent();
    }

    static Judgement mdadmStartsArrays(Reading reading) {
        return switch (reading.files()
                .getOrDefault(MDADM_DEFAULTS, new FileFact.Unreadable("no reading asks for it"))) {
            case FileFact.Absent absent -> Evidence.notHeld(MDADM_DEFAULTS + " is not there");
            case FileFact.Unreadable(String reason) -> Evidence.notHeld(MDADM_DEFAULTS + " cannot be read: " + reason);
            case FileFact.Present(String text) -> startsArrays(text);
        };
    }

    private static Judgement startsArrays(String text) {
        try {
            return Evidence.of(
                    MdadmDefaults.parse(text).startsArrays(),
                    "AUTOSTART should be true in " + MDADM_DEFAULTS + ", so that arrays are started at boot");
        } catch (IllegalArgumentException e) {
            return Evidence.notHeld(MDADM_DEFAULTS + " cannot be understood: " + e.getMessage());
        }
    }

    static Judgement neverHadAttributes(Check.NeverHadAttributes check, Reading reading) {
        return Evidence.of(Evidence.partition(check.partition(), reading), partition -> {
            String features = partition.content().features();
            return features.isEmpty()
                    ? Evidence.notHeld("tune2fs does not tell the features of the file system at " + check.mountPoint())
                    : Evidence.of(
                            !SargeAttributes.marked(features),
                            "no file at " + check.mountPoint()
                                    + " should ever have had an extended attribute; its file system has the features "
                                    + features);
        });
    }

    static Judgement swapIsBoth(Check.SwapIsBoth check, Reading reading) {
        return Evidence.of(
                Evidence.partition(check.partition(), reading),
                partition -> Evidence.of(
                        Evidence.array(check.array(), reading),
                        array -> Evidence.of(reading.swaps(), swaps -> {
                            TreeSet<String> expected =
                                    new TreeSet<>(List.of(partition.kernelName(), array.kernelName()));
                            TreeSet<String> found = new TreeSet<>();
                            swaps.stream().map(SwapArea::kernelName).forEach(found::add);
                            return Evidence.of(
                                    found.equals(expected) && swaps.size() == 2,
                                    "swap should be exactly " + Evidence.list(List.copyOf(expected)) + "; found: "
                                            + Evidence.list(List.copyOf(found)));
                        })));
    }
}
