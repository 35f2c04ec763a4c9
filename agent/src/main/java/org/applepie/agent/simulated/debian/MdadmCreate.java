package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdDevice;
import org.applepie.agent.simulated.hardware.MdSuperblock;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.machine.MdUnits;
import org.applepie.agent.simulated.shell.Call;

/** mdadm --create of a RAID1 with metadata 1.2. */
final class MdadmCreate {

    private static final int LONGEST_NAME = 32;
    private static final Pattern NUMBERED = Pattern.compile("/dev/md(?:/|_)?([0-9]+)");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{32}");

    private final Mdadm mdadm;
    private final Call call;
    private final MdadmArguments arguments;
    private boolean doubtful;

    MdadmCreate(Mdadm mdadm, Call call, MdadmArguments arguments) {
        this.mdadm = mdadm;
        this.call = call;
        this.arguments = arguments;
    }

    int run() throws IOException {
        String path = arguments.names().getFirst();
        String base = path.substring(path.lastIndexOf('/') + 1);
        if (base.length() > LONGEST_NAME) {
            return say(1, "Name " + path + " is too long.");
        }
        int refused = geometry();
        if (refused != 0) {
            return refused;
        }
        List<String> members = arguments.names().subList(1, arguments.names().size());
        int disks = Integer.parseInt(arguments.value("raid-devices").orElseThrow());
        if (members.size() < disks) {
            return say(1, "You haven't given enough devices (real or missing) to create this array");
        }
        if (members.size() > disks) {
            return say(
                    1, "You have listed more devices (" + members.size() + ") than are in the array(" + disks + ")!");
        }
        List<Optional<MdDevice>> slots = new ArrayList<>();
        for (String member : members) {
            if (member.equals("missing")) {
                slots.add(Optional.empty());
                continue;
            }
            Optional<Block> block = member(member);
            if (block.isEmpty()) {
                return 2;
            }
            slots.add(Optional.of(block.get().member()));
        }
        if (slots.stream().noneMatch(Optional::isPresent)) {
            return say(1, "Subdevs can't be all missing");
        }
        return confirmed() ? make(path, base, slots) : say(1, "create aborted.");
    }

    private int say(int code, String message) throws IOException {
        return Mdadm.say(call, code, message);
    }

    private int geometry() throws IOException {
        Optional<String> level = arguments.value("level");
        if (level.isEmpty()) {
            return say(1, "a RAID level is needed to create an array.");
        }
        String plain = level.get().toLowerCase(Locale.ROOT);
        if (!Set.of("1", "raid1", "mirror").contains(plain)) {
            return say(2, "this simulation has RAID1 only, not level " + level.get());
        }
        Optional<String> disks = arguments.value("raid-devices");
        if (disks.isEmpty()) {
            return say(1, "no raid-devices specified.");
        }
        if (!disks.get().matches("[0-9]{1,3}") || Integer.parseInt(disks.get()) == 0) {
            return say(2, "invalid number of raid devices: " + disks.get());
        }
        if (disks.get().equals("1") && !arguments.has("force")) {
            return say(2, """
                    '1' is an unusual number of drives for an array, so it is probably
                         a mistake.  If you really mean it you will need to specify --force before
                         setting the number of drives.""");
        }
        return details();
    }

    private int details() throws IOException {
        String metadata = arguments.value("metadata").orElse("1.2");
        if (!Set.of("1.2", "1", "default").contains(metadata)) {
            boolean known = Set.of("0", "0.90", "1.0", "1.1", "ddf", "imsm").contains(metadata);
            return say(
                    2,
                    known
                            ? "this simulation has metadata 1.2 only, not " + metadata
                            : "unrecognised metadata identifier: " + metadata);
        }
        String bitmap = arguments.value("bitmap").orElse("none");
        if (!Set.of("internal", "none").contains(bitmap)) {
            return say(
                    2,
                    bitmap.contains("/")
                            ? "this simulation keeps no bitmap in a file: " + bitmap
                            : "bitmap file must contain a '/', or be 'internal', or 'none'\n       not '" + bitmap
                                    + "'");
        }
        Optional<String> uuid = arguments.value("uuid");
        if (uuid.isPresent()
                && !UUID.matcher(uuid.get().replaceAll("[:. -]", "")).matches()) {
            return say(2, "Bad uuid: " + uuid.get());
        }
        return 0;
    }

    /** A member that nobody else uses; what is on it is told. */
    private Optional<Block> member(String path) throws IOException {
        Block block;
        try {
            block = mdadm.block(call, path);
            if (mdadm.drivers().busy(block)) {
                throw new ErrnoException(org.applepie.agent.simulated.files.Errno.EBUSY);
            }
        } catch (ErrnoException refused) {
            call.process().checkpoint();
            say(2, "cannot open " + path + ": " + refused.errno().text());
            return Optional.empty();
        }
        if (!(block.medium() instanceof Region region)) {
            say(2, "this simulation makes no arrays of arrays: " + path);
            return Optional.empty();
        }
        oddities(path, region);
        return Optional.of(block);
    }

    private void oddities(String path, Region region) throws IOException {
        if (region.content() instanceof Content.Files files && files.type().startsWith("ext")) {
            say(0, path + " appears to contain an ext2fs file system");
            call.warn("       size=" + files.sizeKib() + "K  mtime=Thu Jan  1 00:00:00 1970\n");
            doubtful = true;
        }
        Optional<MdSuperblock> superblock = region.superblock();
        if (superblock.isPresent()) {
            MdSuperblock block = superblock.get();
            say(0, path + " appears to be part of a raid array:");
            call.warn("       level=raid1 devices=" + block.raidDisks() + " ctime=" + MdUnits.ctime(block.created())
                    + "\n");
            doubtful = true;
        }
        if (arguments.value("metadata").isEmpty() && !doubtful) {
            call.warn("""
                    mdadm: Note: this array has metadata at the start and
                        may not be suitable as a boot device.  If you plan to
                        store '/boot' on this device please ensure that
                        your boot-loader understands md/v1.x metadata, or use
                        --metadata=0.90
                    """);
            doubtful = true;
        }
    }

    private boolean confirmed() throws IOException {
        if (!doubtful) {
            return true;
        }
        if (arguments.has("run")) {
            if (arguments.verbose()) {
                say(0, "creation continuing despite oddities due to --run");
            }
            return true;
        }
        call.warn("Continue creating array? ");
        String[] answers = Tool.input(call).split("\n");
        for (int at = 0; at < Math.min(5, answers.length); at++) {
            if (answers[at].matches("[yY].*")) {
                return true;
            }
            if (answers[at].isEmpty() || answers[at].matches("[nN].*")) {
                return false;
            }
            call.warn("Continue creating array? (y/n) ");
        }
        return false;
    }

    private int make(String path, String base, List<Optional<MdDevice>> slots) throws IOException {
        Matcher numbered = NUMBERED.matcher(path);
        int minor = numbered.matches() ? Integer.parseInt(numbered.group(1)) : FoundArray.free(mdadm.drivers());
        if (!numbered.matches() && !path.startsWith("/dev/md/")) {
            return say(1, path + " is an invalid name for an md device.  Try /dev/md/" + base);
        }
        if (mdadm.drivers().md().array(minor).isPresent()) {
            return say(1, path + " is already in use.");
        }
        if (arguments.value("metadata").isEmpty()) {
            say(0, "Defaulting to version 1.2 metadata");
        }
        String plain = arguments.value("name").orElse(numbered.matches() ? String.valueOf(minor) : base);
        String name = plain.contains(":") ? plain : mdadm.homehost(call, arguments) + ":" + plain;
        boolean bitmap = arguments.value("bitmap").filter("internal"::equals).isPresent();
        mdadm.drivers().load("raid1");
        try {
            MdArray array = mdadm.drivers().md().create(minor, uuid(), name, bitmap, slots);
            array.path(path);
        } catch (ErrnoException refused) {
            return say(1, "ADD_NEW_DISK failed: " + refused.errno().text());
        }
        return say(0, "array " + path + " started.");
    }

    private String uuid() {
        String digits = arguments
                .value("uuid")
                .map(said -> said.replaceAll("[:. -]", "").toLowerCase(Locale.ROOT))
                .orElseGet(
                        () -> Drivers.uuid(mdadm.running().random()).toString().replace("-", ""));
        return digits.replaceAll("(.{8})(?!$)", "$1:");
    }
}
