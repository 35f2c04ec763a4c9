package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.Stat;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdMember;
import org.applepie.agent.simulated.hardware.Medium;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.machine.InnerCall;
import org.applepie.agent.simulated.shell.Call;

/** One run of the map installer. */
final class LiloInstall {

    private static final String NO_DEVICE = "Trying to map files from unnamed device 0x0000 (NFS/RAID mirror down ?)";

    private final Lilo lilo;
    private final Call call;
    private final View files;
    private final LiloConf conf;
    private final String map;
    private final boolean test;
    private final boolean verbose;
    private final Map<Character, String> options;
    private final long id;
    private final Random random;

    LiloInstall(
            Lilo lilo,
            Call call,
            View files,
            LiloConf conf,
            Map<Character, String> options,
            String map,
            Random random) {
        this.lilo = lilo;
        this.call = call;
        this.files = files;
        this.conf = conf;
        this.map = map;
        this.options = options;
        this.test = options.containsKey('t');
        this.verbose = test || options.containsKey('v') || conf.value("verbose").isPresent();
        this.random = random;
        this.id = random.nextLong() >>> 1;
    }

    int run() throws IOException, Lilo.Fatal {
        Block boot = boot();
        warnOfNames();
        if (conf.images().isEmpty()) {
            throw new Lilo.Fatal("No images have been defined.");
        }
        checkRaid(boot);
        if (verbose) {
            call.print("Reading boot sector from " + boot.path() + "\n");
            call.print(boot.medium() instanceof MdArray ? "Using BIOS device code 0x80 for RAID boot blocks\n" : "");
        }
        String directory = map.substring(0, map.lastIndexOf('/') + 1);
        Block home = holder(directory);
        if (boot.medium() instanceof MdArray && !home.number().equals(boot.number())) {
            throw new Lilo.Fatal("map file must be on the boot RAID partition");
        }
        BootMap made = map();
        if (!test) {
            backup(boot);
            giveVolumeIds();
        }
        long inode = test ? 0 : write(made);
        install(boot, home, inode);
        return 0;
    }

    private Block boot() throws Lilo.Fatal {
        String path = options.getOrDefault('b', conf.value("boot").orElse(""));
        if (path.isEmpty()) {
            return holder("/");
        }
        try {
            return lilo.block(files(call), path);
        } catch (ErrnoException refused) {
            throw new Lilo.Fatal("open " + path + ": " + refused.errno().text());
        }
    }

    // In a chroot the node is looked up there.
    private Call files(Call outside) {
        return InnerCall.rooted(outside, files);
    }

    private void warnOfNames() throws IOException {
        Optional<Disk> first = lilo.first();
        if (first.isEmpty() || !files.exists("/proc/partitions")) {
            return;
        }
        warn("Warning: '/proc/partitions' does not match '/dev' directory structure.\n    Name change: '/dev/"
                + first.get().whole().name() + "' -> '" + first.get().whole().path() + "'\n");
    }

    private void warn(String text) throws IOException {
        if (verbose) {
            call.print(text);
        } else {
            call.warn(text);
        }
    }

    private void checkRaid(Block boot) throws Lilo.Fatal {
        if (!(boot.medium() instanceof MdArray array)) {
            if (conf.value("raid-extra-boot").isPresent()) {
                throw new Lilo.Fatal("Not a RAID install, 'raid-extra-boot=' not allowed");
            }
            if (boot.medium() instanceof Region region
                    && region.drive().contentAt(region.start()) instanceof Content.Swap) {
                throw new Lilo.Fatal("Filesystem would be destroyed by LILO boot sector: " + boot.path());
            }
            return;
        }
        if (array.degraded()) {
            throw new Lilo.Fatal(NO_DEVICE);
        }
    }

    /** The device on which a file lies. */
    private Block holder(String path) throws Lilo.Fatal {
        try {
            DeviceNumber number = files.stat(path).device();
            Block block = lilo.drivers()
                    .block(number)
                    .orElseThrow(() ->
                            new Lilo.Fatal("Sorry, don't know how to handle device 0x%04x".formatted(number.packed())));
            if (block.medium() instanceof MdArray array && array.degraded()) {
                throw new Lilo.Fatal(NO_DEVICE);
            }
            return block;
        } catch (ErrnoException refused) {
            throw new Lilo.Fatal("open " + path + ": " + refused.errno().text());
        }
    }

    private BootMap map() throws IOException, Lilo.Fatal {
        List<BootMap.Image> images = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        String wanted = conf.value("default").orElse("");
        TreeSet<String> labels = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Map<String, String> image : conf.images()) {
            String label = LiloConf.label(image);
            check(label, labels);
            String path = image.getOrDefault("image", image.getOrDefault("other", ""));
            if (image.containsKey("optional") && !files.exists(path)) {
                lines.add("Skipping " + path + "\n");
                continue;
            }
            images.add(image(image, label, path));
            lines.add("Added " + label + "\n");
        }
        if (images.isEmpty()) {
            throw new Lilo.Fatal("No images have been defined.");
        }
        String chosen = wanted.isEmpty() ? images.getFirst().label() : wanted;
        if (!labels.contains(chosen)
                || images.stream().noneMatch(one -> one.label().equalsIgnoreCase(chosen))) {
            throw new Lilo.Fatal("Default image doesn't exist.");
        }
        for (String line : lines) {
            call.print(line.equals("Added " + chosen + "\n") ? "Added " + chosen + " *\n" : line);
        }
        int timeout = tenths(conf.value("timeout").orElse("0"));
        return new BootMap(id, conf.value("prompt").isPresent(), timeout, chosen, "", images);
    }

    private static void check(String label, TreeSet<String> labels) throws Lilo.Fatal {
        if (label.length() > 15) {
            throw new Lilo.Fatal("Image name, label, or alias is too long: '" + label + "'");
        }
        if (!labels.add(label)) {
            throw new Lilo.Fatal("Duplicate label \"" + label + "\"");
        }
    }

    private static int tenths(String value) {
        return value.matches("[0-9]{1,6}") ? Integer.parseInt(value) : 0;
    }

    private BootMap.Image image(Map<String, String> image, String label, String path) throws Lilo.Fatal {
        long kernel = inode(path);
        Optional<String> initrd = conf.value(image, "initrd");
        long ramdisk = initrd.isPresent() ? inode(initrd.get()) : 0;
        StringBuilder arguments = new StringBuilder();
        boolean writable = conf.value(image, "read-write").isPresent();
        arguments.append(writable ? "rw" : "ro");
        Optional<String> root = conf.value(image, "root");
        if (root.isPresent()) {
            arguments.append(" root=").append(root(root.get()));
        }
        conf.value(image, "append").ifPresent(more -> arguments.append(' ').append(more));
        return new BootMap.Image(label, kernel, ramdisk, arguments.toString());
    }

    private long inode(String path) throws Lilo.Fatal {
        holder(path);
        try {
            return files.stat(path).inode();
        } catch (ErrnoException refused) {
            throw new Lilo.Fatal("open " + path + ": " + refused.errno().text());
        }
    }

    private String root(String path) throws Lilo.Fatal {
        try {
            Stat stat = files.stat(path);
            return "%x".formatted(stat.special().packed());
        } catch (ErrnoException refused) {
            throw new Lilo.Fatal("Illegal 'root=' specification: " + path);
        }
    }

    private void backup(Block boot) throws IOException {
        String copy = "/boot/boot.%02X%02X"
                .formatted(boot.number().major(), boot.number().minor());
        if (!files.exists(copy)) {
            files.write(copy, boot.medium().read(0));
            if (verbose) {
                call.print("Backup copy of boot sector in " + copy + "\n");
            }
        }
    }

    // Every disk it looks at gets an id, if it had none.
    private void giveVolumeIds() throws DriveFailure {
        for (Disk disk : lilo.drivers().disks()) {
            if (!disk.answers()) {
                continue;
            }
            byte[] sector = disk.drive().read(0);
            if ((sector[0x1b8] | sector[0x1b9] | sector[0x1ba] | sector[0x1bb]) == 0) {
                byte[] volume = new byte[4];
                random.nextBytes(volume);
                System.arraycopy(volume, 0, sector, 0x1b8, 4);
                disk.drive().write(0, sector);
            }
        }
    }

    private long write(BootMap made) throws ErrnoException {
        String temporary = map + "~";
        files.write(temporary, made.print());
        files.mode(temporary, 0600);
        files.rename(temporary, map);
        return files.stat(map).inode();
    }

    private void install(Block boot, Block home, long inode) throws IOException, Lilo.Fatal {
        if (!(boot.medium() instanceof MdArray array)) {
            if (test) {
                call.print("The boot sector and the map file have *NOT* been altered.\n");
                return;
            }
            if (verbose) {
                call.print("Writing boot sector.\n");
            }
            Region place = place(home.medium());
            record(boot.medium(), sector(place, inode, bios(place, boot.medium())));
            return;
        }
        raid(boot, array, inode);
    }

    private static Region place(Medium medium) throws Lilo.Fatal {
        return switch (medium) {
            case Region region -> region;
            case MdArray array -> region(array);
            case SimulatedDrive drive -> Region.whole(drive);
        };
    }

    private static Region region(MdArray array) throws Lilo.Fatal {
        return array.members().stream()
                .filter(MdMember::active)
                .min(Comparator.comparingInt(MdMember::slot))
                .orElseThrow(() -> new Lilo.Fatal(NO_DEVICE))
                .device()
                .region();
    }

    // The drive that is booted from is 0x80; the others come after it in the order of the machine, if the configuration
    // does not
    // say of this drive which number the BIOS will give it.
    private int bios(Region place, Medium boot) {
        Optional<Integer> told = conf.value("disk")
                .filter(disk -> lilo.drivers()
                        .node(disk.replaceFirst("^/dev/", ""))
                        .filter(block -> block.medium() instanceof Region whole && whole.drive() == place.drive())
                        .isPresent())
                .flatMap(disk -> conf.value("bios"))
                .map(Integer::decode);
        if (told.isPresent()) {
            return told.get();
        }
        List<SimulatedDrive> order = lilo.drivers().biosOrder();
        int index = Math.max(0, order.indexOf(place.drive()));
        boolean same = boot instanceof Region region && region.drive() == place.drive() && index == 0;
        return same ? 0x80 : 0x80 + index;
    }

    private BootSector sector(Region place, long inode, int bios) {
        long layout = place.drive().contentAt(place.start()) instanceof Content.Files here ? here.layout() : 0;
        return new BootSector(bios, place.start(), layout, inode, id);
    }

    private static void record(Medium medium, BootSector sector) throws DriveFailure {
        medium.write(0, sector.over(medium.read(0)));
    }

    private void raid(Block boot, MdArray array, long inode) throws IOException, Lilo.Fatal {
        String extra = conf.value("raid-extra-boot").orElse("auto");
        BootSector sector = sector(region(array), inode, 0x80);
        if (test) {
            call.print("The map file has *NOT* been updated.\n");
        }
        if (!extra.equals("mbr-only")) {
            if (!test) {
                record(array, sector);
            }
            updated("The boot record of  " + boot.path());
        }
        boolean masters = List.of("mbr", "mbr-only", "auto").contains(extra);
        List<Block> records = masters ? masters(array) : listed(extra);
        boolean first = true;
        for (Block record : records) {
            if (first && masters) {
                warn("Warning: " + record.path() + " is not on the first disk\n");
            }
            first = false;
            if (!test) {
                record(record.medium(), sector);
            }
            updated((masters ? "The Master boot record of  " : "The boot record of  ") + record.path());
        }
    }

    private void updated(String what) throws IOException {
        call.print(what + "  has " + (test ? "*NOT* " : "") + "been updated.\n");
    }

    private List<Block> masters(MdArray array) {
        return array.members().stream()
                .flatMap(
                        member -> lilo.drivers().diskOf(member.device().region().drive()).stream())
                .map(Disk::whole)
                .sorted(Comparator.comparing(Block::node))
                .toList();
    }

    private List<Block> listed(String extra) throws Lilo.Fatal {
        List<Block> blocks = new ArrayList<>();
        for (String path : extra.equals("none") ? new String[0] : extra.split("[, ]+")) {
            try {
                blocks.add(lilo.block(files(call), path));
            } catch (ErrnoException refused) {
                throw new Lilo.Fatal("open " + path + ": " + refused.errno().text());
            }
        }
        return blocks;
    }
}
