package org.applepie.domain.runbook;

import java.util.ArrayList;
import java.util.List;
import org.applepie.domain.filesystem.Fstab;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.raid.mdadm.MdadmConf;
import org.applepie.domain.runbook.Layout.PlannedArray;

/** The configuration files of the copy: each as it is on the original, with just what arrays need changed. */
final class Configuration {

    static final String FSTAB = "/etc/fstab";
    static final String MDADM_CONF = "/etc/mdadm/mdadm.conf";
    static final String RESUME = "/etc/initramfs-tools/conf.d/resume";

    private final Plan plan;
    private final Reading reading;

    Configuration(Plan plan) {
        this.plan = plan;
        this.reading = plan.situation().reading();
    }

    /** A file of the copy; {@code before} is empty if there was none. */
    record Edit(String path, String before, String after) {}

    List<Edit> edits() {
        List<Edit> edits = new ArrayList<>();
        edits.add(edit(FSTAB, fstab()));
        edits.add(edit(MDADM_CONF, mdadmConf()));
        plan.layout().arrays().stream()
                .filter(PlannedArray::isSwap)
                .forEach(swap -> edits.add(edit(RESUME, "RESUME=UUID=" + swap.contentUuid() + "\n")));
        return edits;
    }

    private Edit edit(String path, String after) {
        return new Edit(path, reading.file(path).orElse(""), after);
    }

    private String fstab() {
        Fstab fstab = Fstab.parse(reading.file(FSTAB).orElse(""));
        for (PlannedArray array : plan.layout().arrays()) {
            String device = "UUID=" + array.contentUuid();
            fstab = array.isSwap() ? fstab.withSwapDevice(device) : fstab.withDevice(array.mountPoint(), device);
        }
        return fstab.text();
    }

    private String mdadmConf() {
        List<String> lines = plan.layout().arrays().stream()
                .map(a -> "ARRAY /dev/" + a.name() + " metadata=1.2 UUID=" + a.uuid())
                .toList();
        return reading.file(MDADM_CONF)
                .map(MdadmConf::parse)
                .orElseGet(MdadmConf::standard)
                .withArrays(lines)
                .text();
    }
}
