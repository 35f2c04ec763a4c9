package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdDevice;
import org.applepie.agent.simulated.hardware.MdSuperblock;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** {@code mdadm --assemble}, of all arrays of the configuration or of one. */
final class MdadmAssemble {

    private static final String CONF = "/etc/mdadm/mdadm.conf";

    private final Mdadm mdadm;
    private final Call call;
    private final MdadmArguments arguments;

    MdadmAssemble(Mdadm mdadm, Call call, MdadmArguments arguments) {
        this.mdadm = mdadm;
        this.call = call;
        this.arguments = arguments;
    }

    int run() throws IOException {
        MdadmConf conf = conf();
        if (!arguments.words().isEmpty()) {
            return one(conf);
        }
        if (conf.arrays().isEmpty()) {
            return Mdadm.say(call, 1, "No arrays found in config file");
        }
        int code = 0;
        for (MdadmConf.Entry entry : conf.arrays()) {
            code |= assemble(entry);
        }
        return code;
    }

    private MdadmConf conf() {
        try {
            return MdadmConf.read(call.files().text(arguments.value('c').orElse(CONF)));
        } catch (ErrnoException absent) {
            return new MdadmConf(List.of());
        }
    }

    private int one(MdadmConf conf) throws IOException {
        List<String> words = arguments.words();
        String path = words.getFirst();
        Optional<MdadmConf.Entry> known =
                words.size() > 1 || arguments.value('u').isPresent()
                        ? Optional.empty()
                        : conf.arrays().stream()
                                .filter(entry -> entry.device().equals(path))
                                .findFirst();
        return assemble(known.orElseGet(() ->
                new MdadmConf.Entry(path, arguments.value('u'), Optional.empty(), words.subList(1, words.size()))));
    }

    private int assemble(MdadmConf.Entry entry) throws IOException {
        int minor;
        try {
            minor = mdadm.minor(call, entry.device());
        } catch (ErrnoException refused) {
            return Mdadm.say(
                    call,
                    1,
                    "error opening " + entry.device() + ": " + refused.errno().text());
        }
        if (mdadm.drivers().md().array(minor).isPresent()) {
            return Mdadm.say(call, 1, "device " + entry.device() + " already active - cannot assemble it");
        }
        List<MdDevice> members = members(entry);
        Optional<MdArray> array = start(minor, members);
        if (array.isEmpty()) {
            return Mdadm.say(call, 1, "no devices found for " + entry.device());
        }
        int working = array.get().working();
        return Mdadm.say(
                call,
                0,
                entry.device() + " has been started with " + working + (working == 1 ? " drive" : " drives")
                        + (array.get().degraded() ? " (out of " + array.get().raidDisks() + ")." : "."));
    }

    private Optional<MdArray> start(int minor, List<MdDevice> members) throws IOException {
        try {
            return mdadm.drivers().md().assemble(minor, members);
        } catch (ErrnoException | DriveFailure refused) {
            return Optional.empty();
        }
    }

    private List<MdDevice> members(MdadmConf.Entry entry) {
        List<MdDevice> members = new ArrayList<>();
        for (Block block : mdadm.drivers().blocks()) {
            if (block.medium() instanceof Region region && allowed(entry, block) && belongs(entry, region)) {
                members.add(block.member());
            }
        }
        return members;
    }

    private static boolean allowed(MdadmConf.Entry entry, Block block) {
        return entry.devices().isEmpty() || entry.devices().contains(block.path());
    }

    private boolean belongs(MdadmConf.Entry entry, Region region) {
        try {
            Optional<MdSuperblock> found = region.superblock();
            return found.isPresent()
                    && entry.uuid().map(found.get().uuid()::equals).orElse(true)
                    && entry.minor()
                            .map(minor -> minor == found.get().preferredMinor())
                            .orElse(true)
                    && mdadm.drivers().md().using(region).isEmpty();
        } catch (DriveFailure failure) {
            return false;
        }
    }
}
