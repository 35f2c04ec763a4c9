package org.applepie.domain.runbook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.applepie.domain.bootloader.lilo.LiloConf;
import org.applepie.domain.filesystem.Fstab;
import org.applepie.domain.initramfs.MkinitrdConf;
import org.applepie.domain.initramfs.ModulesFile;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.raid.mdadm.MdadmConf;
import org.applepie.domain.runbook.Layout.PlannedArray;

/**
 * The configuration files of a Debian 3.1 server at each stage of its migration: as they are, with just what that stage needs
 * changed.
 */
final class SargeFiles {

    static final String FSTAB = "/etc/fstab";
    static final String LILO_CONF = "/etc/lilo.conf";
    static final String MODULES = "/etc/modules";
    static final String INITRD_MODULES = "/etc/mkinitrd/modules";
    static final String MKINITRD_CONF = "/etc/mkinitrd/mkinitrd.conf";
    static final String MDADM_CONF = "/etc/mdadm/mdadm.conf";
    static final String MDADM_DEFAULTS = "/etc/default/mdadm";

    /** The entry that starts the old system with the initial RAM disk it had; the HOWTO's name for it. */
    static final String FALLBACK = "LinuxNORAID";

    /** LILO counts tenths of a second. */
    private static final int MENU_TENTHS = 50;

    private final Plan plan;
    private final Reading reading;

    /** @throws IllegalArgumentException if a file cannot be edited without doubt */
    SargeFiles(Plan plan) {
        this.plan = plan;
        this.reading = plan.situation().reading();
    }

    String original(String path) {
        return reading.file(path).orElse("");
    }

    String kernel() {
        return reading.host().kernel().orElse("");
    }

    /** The image that LILO loads. */
    String initrd() {
        return "/boot/initrd.img-" + kernel();
    }

    /** The image the old system started with, never written again. */
    String fallbackInitrd() {
        return initrd() + "-noraid";
    }

    /** The label of the entry that starts the kernel in use: the first of the menu. */
    String label() {
        return lilo().stanzas().getFirst().label();
    }

    private LiloConf lilo() {
        return LiloConf.parse(original(LILO_CONF));
    }

    /** A menu, and the old system as an entry of its own that is started by itself until the arrays have proved themselves. */
    private LiloConf menu() {
        String root = plan.apple().partition(plan.rootArray().partition());
        return lilo().withMenu(MENU_TENTHS)
                .withCopyOfFirst(FALLBACK, root, fallbackInitrd())
                .withGlobal("default", FALLBACK);
    }

    String liloWithMenu() {
        return menu().text();
    }

    private LiloConf switched() {
        return menu().withGlobal("root", plan.rootArray().path());
    }

    /** The first entry mounts the root array. */
    String liloOnArrays() {
        return switched().text();
    }

    /** Boot records by the boot array and on both drives; the old system, which is being overwritten, is no choice any more. */
    String liloOfArrays() {
        return switched()
                .withGlobal("default", label())
                .withBootRecords(plan.bootArray().path(), "mbr")
                .withoutStanza(FALLBACK)
                .text();
    }

    /** A configuration of its own for the boot record of pie, whose /boot is not reached through its array. */
    String liloOfPie() {
        return String.join(
                "\n",
                "# Starts the copy from " + plan.pie().label() + " alone, until both drives hold it.",
                "boot=" + plan.pie().path(),
                "map=/boot/map-pie",
                "disk=" + plan.pie().path(),
                "\tbios=0x80",
                "root=" + plan.rootArray().path(),
                "prompt",
                "timeout=" + MENU_TENTHS,
                "image=/boot/vmlinuz-" + kernel(),
                "\tlabel=" + label(),
                "\tread-only",
                "\tinitrd=" + initrd(),
                "");
    }

    String modules() {
        return ModulesFile.parse(original(MODULES)).withRaid().text();
    }

    String initrdModules() {
        return ModulesFile.parse(original(INITRD_MODULES))
                .withModulesOf(ModulesFile.parse(original(MODULES)))
                .text();
    }

    String mkinitrdConf() {
        PlannedArray root = plan.rootArray();
        return MkinitrdConf.parse(original(MKINITRD_CONF))
                .withRoot(root.path(), root.contentType())
                .text();
    }

    /** Where an array is mounted on trial. */
    static String trialMount(PlannedArray array) {
        return "/mnt/" + array.name();
    }

    /** The old entries, and each array at a place of its own. */
    String fstabOnTrial() {
        List<Fstab.Entry> added = plan.layout().arrays().stream()
                .map(a -> a.isSwap()
                        ? new Fstab.Entry(a.path(), "none", "swap", "sw")
                        : new Fstab.Entry(a.path(), trialMount(a), a.contentType(), "defaults"))
                .toList();
        return Fstab.parse(original(FSTAB)).with(added).text();
    }

    /** Every device of apple replaced by its array. */
    String fstabOfArrays() {
        Fstab fstab = Fstab.parse(original(FSTAB));
        Map<String, String> devices = new LinkedHashMap<>();
        for (PlannedArray a : plan.layout().arrays()) {
            devices.put(plan.apple().partition(a.partition()), a.path());
            // a line may name its device by label or UUID
            fstab = a.isSwap() ? fstab.withSwapDevice(a.path()) : fstab.withDevice(a.mountPoint(), a.path());
        }
        return fstab.withDevices(devices).text();
    }

    /** mdadm.conf without its arrays, whose UUIDs only the server knows. */
    String mdadmConfHead() {
        return reading.file(MDADM_CONF)
                .map(MdadmConf::parse)
                .orElseGet(() -> MdadmConf.parse(""))
                .withScan(List.of())
                .text();
    }
}
