package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.MdDevice;
import org.applepie.agent.simulated.hardware.MdSuperblock;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.machine.MdUnits;
import org.applepie.agent.simulated.shell.Call;

/** {@code mdadm --create} of a RAID1. */
final class MdadmCreate {

    private final Mdadm mdadm;
    private final Call call;
    private final MdadmArguments arguments;
    private final Random random;

    MdadmCreate(Mdadm mdadm, Call call, MdadmArguments arguments, Random random) {
        this.mdadm = mdadm;
        this.call = call;
        this.arguments = arguments;
        this.random = random;
    }

    int run() throws IOException {
        List<String> words = arguments.words();
        String level = arguments.value('l').orElse("");
        int disks = Integer.parseInt(
                arguments.value('n').filter(n -> n.matches("[0-9]{1,2}")).orElse("0"));
        if (words.isEmpty()) {
            return Mdadm.say(call, 2, "an md device must be given in this mode");
        }
        if (!List.of("1", "raid1", "mirror").contains(level)) {
            return Mdadm.say(
                    call,
                    1,
                    level.isEmpty() ? "a RAID level is needed to create an array." : "invalid raid level: " + level);
        }
        if (words.size() - 1 != disks) {
            return Mdadm.say(
                    call,
                    1,
                    "You have listed %s devices (%d) than are in the array(%d)!"
                            .formatted(words.size() - 1 > disks ? "more" : "fewer", words.size() - 1, disks));
        }
        return onArray(words);
    }

    private int onArray(List<String> words) throws IOException {
        int minor;
        try {
            minor = mdadm.minor(call, words.getFirst());
        } catch (ErrnoException refused) {
            return Mdadm.say(
                    call,
                    1,
                    "error opening " + words.getFirst() + ": " + refused.errno().text());
        }
        List<Optional<MdDevice>> slots = new ArrayList<>();
        for (String word : words.subList(1, words.size())) {
            if (word.equals("missing")) {
                slots.add(Optional.empty());
                continue;
            }
            Optional<MdDevice> device = component(word);
            if (device.isEmpty()) {
                return Mdadm.say(call, 1, "create aborted");
            }
            slots.add(device);
        }
        return confirmed(words, slots) ? start(minor, words.getFirst(), slots) : 1;
    }

    private Optional<MdDevice> component(String path) throws IOException {
        try {
            Block block = mdadm.block(call, path);
            if (mdadm.drivers().inUse(block)) {
                throw new ErrnoException(Errno.EBUSY);
            }
            return Optional.of(block.member());
        } catch (ErrnoException refused) {
            Mdadm.say(call, 1, "Cannot open " + path + ": " + refused.errno().text());
            return Optional.empty();
        }
    }

    private boolean confirmed(List<String> words, List<Optional<MdDevice>> slots) throws IOException {
        boolean warned = false;
        for (int slot = 0; slot < slots.size(); slot++) {
            if (slots.get(slot).isPresent()) {
                warned |= warn(words.get(slot + 1), slots.get(slot).get().region());
            }
        }
        return !warned || arguments.has('R') || asked();
    }

    private boolean warn(String path, Region region) throws IOException {
        boolean warned = false;
        if (region.content() instanceof Content.Files files && files.type().startsWith("ext")) {
            Mdadm.say(call, 0, path + " appears to contain an ext2fs file system");
            call.warn("    size=" + files.sizeKib() + "K  mtime="
                    + MdUnits.ctime(mdadm.drivers().mounted(files)) + "\n");
            warned = true;
        }
        Optional<MdSuperblock> superblock = region.superblock();
        if (superblock.isPresent()) {
            MdSuperblock block = superblock.get();
            Mdadm.say(call, 0, path + " appears to be part of a raid array:");
            call.warn("    level=" + block.level() + " devices=" + block.raidDisks() + " ctime="
                    + MdUnits.ctime(block.created()) + "\n");
            warned = true;
        }
        return warned;
    }

    private boolean asked() throws IOException {
        call.warn("Continue creating array? ");
        for (int tries = 0; tries < 5; tries++) {
            int letter = first();
            if (letter == 'y' || letter == 'Y') {
                return true;
            }
            if (letter == 'n' || letter == 'N' || letter < 0) {
                Mdadm.say(call, 1, "create aborted.");
                return false;
            }
            call.warn("Continue creating array? (y/n) ");
        }
        Mdadm.say(call, 1, "assuming 'no'");
        Mdadm.say(call, 1, "create aborted.");
        return false;
    }

    private int first() throws IOException {
        int first = call.in().read();
        int next = first;
        while (next >= 0 && next != '\n') {
            next = call.in().read();
        }
        return first;
    }

    private int start(int minor, String path, List<Optional<MdDevice>> slots) throws IOException {
        long size = slots.stream()
                .flatMap(Optional::stream)
                .mapToLong(device -> device.region().superblockSector(MdSuperblock.Metadata.V0_90) / 2)
                .min()
                .orElse(0);
        if (size <= 0) {
            return Mdadm.say(call, 1, "no raid-devices given, or none that is large enough");
        }
        String uuid =
                "%08x:%08x:%08x:%08x".formatted(random.nextInt(), random.nextInt(), random.nextInt(), random.nextInt());
        try {
            mdadm.drivers().md().create(minor, MdSuperblock.Metadata.V0_90, uuid, size, slots);
        } catch (ErrnoException refused) {
            return Mdadm.say(
                    call,
                    1,
                    "SET_ARRAY_INFO failed for " + path + ": " + refused.errno().text());
        }
        return Mdadm.say(call, 0, "array " + path + " started.");
    }
}
