package org.applepie.agent.simulated.debian;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.applepie.agent.simulated.files.MountEntry;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.machine.Block;

/** What lsblk has to tell of a device, column by column; most of it is what udev knows. */
final class LsblkColumns {

    /** Columns of figures with the width that each has at least. */
    private static final Map<String, Integer> FIGURES = Map.ofEntries(
            Map.entry("RM", 1),
            Map.entry("SIZE", 5),
            Map.entry("RO", 1),
            Map.entry("ROTA", 1),
            Map.entry("LOG-SEC", 7),
            Map.entry("PHY-SEC", 7),
            Map.entry("MIN-IO", 6),
            Map.entry("OPT-IO", 6),
            Map.entry("START", 5),
            Map.entry("FSSIZE", 5),
            Map.entry("FSUSED", 5),
            Map.entry("FSAVAIL", 5),
            Map.entry("FSUSE%", 3));

    private static final Set<String> WORDS = Set.of(
            "NAME",
            "KNAME",
            "PKNAME",
            "PATH",
            "MAJ:MIN",
            "TYPE",
            "SERIAL",
            "WWN",
            "MODEL",
            "VENDOR",
            "REV",
            "TRAN",
            "HCTL",
            "STATE",
            "FSTYPE",
            "FSVER",
            "UUID",
            "LABEL",
            "PTTYPE",
            "PTUUID",
            "PARTUUID",
            "PARTTYPE",
            "PARTLABEL",
            "MOUNTPOINT",
            "MOUNTPOINTS");

    private final Running running;
    private final Drivers drivers;
    private final Udev udev;
    private final boolean bytes;
    private final boolean plain;
    private final boolean paths;

    /** @param plain without blanks that only serve the eye */
    LsblkColumns(Running running, boolean bytes, boolean plain, boolean paths) {
        this.running = running;
        this.drivers = running.drivers();
        this.udev = running.kernelFiles().udev();
        this.bytes = bytes;
        this.plain = plain;
        this.paths = paths;
    }

    static boolean known(String column) {
        return WORDS.contains(column) || FIGURES.containsKey(column);
    }

    static Columns.Column column(String name) {
        Integer width = FIGURES.get(name);
        return width == null
                ? Columns.Column.left(name).hinted(name.equals("MAJ:MIN") ? 6 : name.equals("TYPE") ? 4 : 0)
                : Columns.Column.right(name).hinted(width);
    }

    String of(String column, Block block, Optional<Block> parent) {
        return switch (column) {
            case "NAME", "KNAME" -> named(block);
            case "PATH" -> block.path();
            case "PKNAME" -> parent.map(this::named).orElse("");
            case "MAJ:MIN" -> number(block);
            case "TYPE" -> type(block);
            case "SIZE" -> size(block.medium().sectors() * 512);
            case "RM", "RO" -> "0";
            case "ROTA" -> "1";
            case "LOG-SEC", "PHY-SEC", "MIN-IO" -> "512";
            case "OPT-IO" -> "0";
            case "START" ->
                drivers.diskOf(block).filter(disk -> disk.numberOf(block) != 0).isPresent()
                        ? String.valueOf(SysBlock.start(block))
                        : "";
            case "SERIAL", "MODEL", "VENDOR", "REV", "HCTL", "STATE" -> drive(column, block);
            case "WWN", "TRAN", "PARTLABEL" -> "";
            case "MOUNTPOINT" -> points(block).reversed().stream().findFirst().orElse("");
            case "MOUNTPOINTS" -> String.join(" ", points(block));
            case "FSSIZE", "FSUSED", "FSAVAIL", "FSUSE%" -> use(column, block);
            default -> content(column, block);
        };
    }

    private String named(Block block) {
        return paths ? block.path() : block.node();
    }

    private String number(Block block) {
        return plain
                ? block.number().toString()
                : "%3d:%-3d".formatted(block.number().major(), block.number().minor());
    }

    private String type(Block block) {
        if (block.medium() instanceof MdArray) {
            return "raid1";
        }
        boolean whole =
                drivers.diskOf(block).filter(disk -> disk.numberOf(block) == 0).isPresent();
        return whole ? "disk" : "part";
    }

    private String size(long amount) {
        return bytes ? String.valueOf(amount) : Size.brief(amount);
    }

    private String drive(String column, Block block) {
        Optional<Disk> disk = drivers.diskOf(block).filter(one -> one.numberOf(block) == 0);
        return disk.map(one -> switch (column) {
                    case "SERIAL" -> one.drive().serial();
                    case "MODEL" -> one.drive().model().name();
                    case "VENDOR" ->
                        plain
                                ? one.drive().model().vendor()
                                : "%-8s".formatted(one.drive().model().vendor());
                    case "REV" -> one.drive().model().revision();
                    case "HCTL" -> one.address();
                    default -> "running";
                })
                .orElse("");
    }

    private String content(String column, Block block) {
        Optional<Signature> content = udev.content(block);
        return switch (column) {
            case "FSTYPE" -> content.map(Signature::type).orElse("");
            case "FSVER" -> content.map(Signature::version).orElse("");
            case "UUID" -> content.map(Signature::uuid).orElse("");
            case "LABEL" -> content.map(Signature::label).orElse("");
            case "PTTYPE" -> udev.tableType(block);
            case "PTUUID" -> drivers.diskOf(block).map(Disk::diskId).orElse("");
            case "PARTUUID" -> udev.partUuid(block);
            case "PARTTYPE" ->
                udev.partType(block)
                        .map(type -> "0x" + Integer.toHexString(type))
                        .orElse("");
            default -> throw new IllegalArgumentException(column);
        };
    }

    private List<String> points(Block block) {
        boolean swap = drivers.swaps().stream().anyMatch(one -> one.number().equals(block.number()));
        return swap
                ? List.of("[SWAP]")
                : mounts(block).stream().map(MountEntry::point).toList();
    }

    private List<MountEntry> mounts(Block block) {
        return running.namespace().mounts(running.view()).stream()
                .filter(mount -> mount.device().equals(block.number()))
                .collect(Collectors.toList());
    }

    private String use(String column, Block block) {
        Optional<Use> use = mounts(block).stream().findFirst().map(mount -> Use.of(mount.fileSystem()));
        return use.map(one -> switch (column) {
                    case "FSSIZE" -> size(one.size());
                    case "FSUSED" -> size(one.used());
                    case "FSAVAIL" -> size(one.available());
                    default -> one.percent() + "%";
                })
                .orElse("");
    }
}
