package org.applepie.agent.simulated.debian;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.Generated;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdMember;
import org.applepie.agent.simulated.hardware.MdSuperblock.Metadata;

/** The directory md of an array in /sys, as md.rst of the kernel's documentation has it. */
final class SysArray {

    private final Drivers drivers;
    private final MdArray array;

    SysArray(Drivers drivers, MdArray array) {
        this.drivers = drivers;
        this.array = array;
    }

    private Optional<Progress> progress() {
        drivers.md().settle();
        return Progress.of(array, drivers.time().now());
    }

    Map<String, Generated> files() {
        Map<String, Generated> files = new LinkedHashMap<>();
        files.put("level", Generated.text(() -> "raid1\n"));
        files.put("raid_disks", Generated.text(() -> array.raidDisks() + "\n"));
        files.put("array_state", Generated.text(() -> array.readAuto() ? "read-auto\n" : "clean\n"));
        files.put("metadata_version", Generated.text(() -> metadata() + "\n"));
        files.put("component_size", Generated.text(() -> array.sizeKib() + "\n"));
        files.put("chunk_size", Generated.text(() -> "0\n"));
        files.put("degraded", Generated.text(() -> array.raidDisks() - array.working() + "\n"));
        files.put("sync_action", Generated.control(() -> action() + "\n", this::act));
        files.put("sync_completed", Generated.text(() -> completed() + "\n"));
        files.put("sync_speed", Generated.text(() -> speed() + "\n"));
        files.put("mismatch_cnt", Generated.text(() -> mismatches() + "\n"));
        if (array.metadata() == Metadata.V1_2) {
            files.put("uuid", Generated.text(() -> Signature.dashed(array.uuid()) + "\n"));
        }
        array.members().forEach(member -> {
            String name = "dev-" + member.device().name();
            files.put(name, Generated.tree(member(member)));
            if (member.slot() >= 0) {
                files.put("rd" + member.slot(), Generated.link(name));
            }
        });
        return files;
    }

    private String metadata() {
        return array.metadata() == Metadata.V1_2 ? "1.2" : "0.90";
    }

    private String action() {
        Optional<Progress> progress = progress();
        if (progress.isPresent()) {
            return progress.get().action().equals("recovery") ? "recover" : "check";
        }
        return array.delayed() && !array.readAuto() ? waiting() : "idle";
    }

    private String waiting() {
        return array.degraded() ? "recover" : "check";
    }

    private void act(String text) throws ErrnoException {
        switch (text.strip()) {
            case "check" -> drivers.md().check(array);
            case "idle" -> drivers.md().idle(array);
            default -> throw new ErrnoException(Errno.EINVAL);
        }
    }

    private String completed() {
        Optional<Progress> progress = progress();
        if (progress.isPresent()) {
            return progress.get().doneKib() * 2 + " / " + progress.get().sizeKib() * 2;
        }
        return array.delayed() && !array.readAuto() ? "delayed" : "none";
    }

    private String speed() {
        return progress().map(Progress::speed).map(String::valueOf).orElse("none");
    }

    private long mismatches() {
        drivers.md().settle();
        return array.mismatchCount();
    }

    private Map<String, Generated> member(MdMember member) {
        String state = switch (member.role()) {
            case ACTIVE -> "in_sync";
            case FAULTY -> "faulty";
            case SPARE, REMOVED -> "spare";
        };
        return Map.of(
                "state", Generated.text(() -> state + "\n"),
                "slot", Generated.text(() -> (member.slot() < 0 ? "none" : member.slot()) + "\n"),
                "errors", Generated.text(() -> "0\n"),
                "block", Generated.link("/sys/class/block/" + member.device().name()));
    }
}
