package org.applepie.agent.simulated.debian;

import static org.applepie.agent.simulated.debian.Options.Known.flag;
import static org.applepie.agent.simulated.debian.Options.Known.valued;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** udevadm of systemd 252: settle, trigger and the properties of block devices. */
final class Udevadm extends Tool {

    private static final List<Options.Known> SETTLE =
            List.of(valued('t', "timeout"), valued('E', "exit-if-exists"), flag('h', "help"), flag('V', "version"));
    private static final List<Options.Known> TRIGGER = List.of(
            flag('v', "verbose"),
            flag('n', "dry-run"),
            flag('q', "quiet"),
            valued('t', "type"),
            valued('c', "action"),
            valued('s', "subsystem-match"),
            valued('S', "subsystem-nomatch"),
            valued("name-match"),
            flag('w', "settle"));
    private static final List<Options.Known> INFO = List.of(
            valued('q', "query"), valued('p', "path"), valued('n', "name"), flag('r', "root"), flag('e', "export-db"));

    Udevadm(Running running) {
        super(running);
    }

    @Override
    public int run(Call call) throws IOException {
        List<String> words = call.arguments();
        if (words.isEmpty()) {
            call.warn("Command verb required.\n");
            return 1;
        }
        List<String> rest = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "--version" -> {
                call.print("252\n");
                yield 0;
            }
            case "settle" -> quiet(call, "settle", rest, SETTLE);
            case "trigger" -> quiet(call, "trigger", rest, TRIGGER);
            case "info" -> info(call, rest);
            case "control" -> quiet(call, "control", rest, List.of(flag('R', "reload")));
            default -> {
                call.warn("Unknown command verb " + words.getFirst() + ".\n");
                yield 1;
            }
        };
    }

    private static Optional<Options> options(Call call, String verb, List<String> words, List<Options.Known> known)
            throws IOException {
        try {
            return Optional.of(Options.read(words, known));
        } catch (Options.Refused refused) {
            call.warn(verb + ": " + refused.getMessage() + "\n");
            return Optional.empty();
        }
    }

    // udev is never behind here, so there is nothing to wait for and nothing to repeat.
    private int quiet(Call call, String verb, List<String> words, List<Options.Known> known) throws IOException {
        Optional<Options> options = options(call, verb, words, known);
        if (options.isEmpty()) {
            return 1;
        }
        Optional<String> timeout = options.get().value("timeout");
        if (timeout.isPresent() && !timeout.get().matches("[0-9]+")) {
            call.warn("Failed to parse timeout value '" + timeout.get() + "': Invalid argument\n");
            return 1;
        }
        running().kernelFiles().settle();
        return 0;
    }

    private int info(Call call, List<String> words) throws IOException {
        Optional<Options> read = options(call, "info", words, INFO);
        if (read.isEmpty()) {
            return 1;
        }
        Options options = read.get();
        List<String> devices = new java.util.ArrayList<>(options.values("name"));
        options.values("path").forEach(path -> devices.add("/dev/" + path.substring(path.lastIndexOf('/') + 1)));
        devices.addAll(options.words());
        if (devices.isEmpty()) {
            call.warn("A device name or path is required\n");
            return 1;
        }
        for (String device : devices) {
            String path = device.startsWith("/") ? device : "/dev/" + device;
            Optional<Block> block = blockIfAny(call, path);
            if (block.isEmpty()) {
                call.warn("Unknown device \"" + device + "\": No such device\n");
                return 1;
            }
            call.print(told(options.value("query").orElse("all"), block.get()));
        }
        return 0;
    }

    private String told(String query, Block block) {
        StringBuilder text = new StringBuilder();
        Map<String, String> properties = properties(block);
        switch (query) {
            case "property" -> properties.forEach((name, value) -> text.append(name + "=" + value + "\n"));
            case "name" -> text.append(block.node()).append('\n');
            case "symlink" -> text.append(String.join(" ", links(block))).append('\n');
            case "path" -> text.append(properties.get("DEVPATH")).append('\n');
            default -> {
                text.append("P: ")
                        .append(properties.get("DEVPATH"))
                        .append("\nM: ")
                        .append(block.node());
                text.append("\nR: ")
                        .append(block.node().replaceFirst("^[a-z]+", ""))
                        .append("\nU: block\nT: ");
                text.append(properties.get("DEVTYPE")).append("\nD: b ").append(block.number());
                text.append("\nN: ").append(block.node()).append("\nL: 0\n");
                links(block).forEach(link -> text.append("S: ").append(link).append('\n'));
                properties.forEach((name, value) -> text.append("E: " + name + "=" + value + "\n"));
                text.append('\n');
            }
        }
        return text.toString();
    }

    private List<String> links(Block block) {
        return running().kernelFiles().udev().links().entrySet().stream()
                .filter(link -> link.getValue().number().equals(block.number()))
                .map(link -> link.getKey().substring(1))
                .sorted()
                .toList();
    }

    private Map<String, String> properties(Block block) {
        Map<String, String> found = new TreeMap<>();
        Udev udev = running().kernelFiles().udev();
        Optional<Disk> disk = drivers().diskOf(block);
        boolean part = disk.filter(one -> one.numberOf(block) != 0).isPresent();
        String whole = disk.map(one -> "/" + one.devicePath() + "/block/" + one.node())
                .orElse("/devices/virtual/block/" + block.node());
        found.put("DEVPATH", part ? whole + "/" + block.node() : whole);
        found.put("DEVNAME", block.path());
        found.put("DEVTYPE", part ? "partition" : "disk");
        found.put("MAJOR", String.valueOf(block.number().major()));
        found.put("MINOR", String.valueOf(block.number().minor()));
        found.put("SUBSYSTEM", "block");
        disk.ifPresent(one -> drive(found, one));
        if (!udev.tableType(block).isEmpty()) {
            found.put("ID_PART_TABLE_TYPE", udev.tableType(block));
            disk.ifPresent(one -> found.put("ID_PART_TABLE_UUID", one.diskId()));
        }
        if (part) {
            found.put("ID_PART_ENTRY_SCHEME", "dos");
            found.put("ID_PART_ENTRY_UUID", udev.partUuid(block));
            found.put("PARTN", String.valueOf(disk.orElseThrow().numberOf(block)));
        }
        udev.content(block).ifPresent(content -> content(found, content));
        if (block.medium() instanceof MdArray array) {
            found.putAll(array(array));
        }
        found.put(
                "DEVLINKS",
                String.join(
                        " ", links(block).stream().map(link -> "/dev/" + link).toList()));
        return found;
    }

    private static void drive(Map<String, String> found, Disk disk) {
        found.put("ID_SCSI", "1");
        found.put("ID_BUS", "scsi");
        found.put("ID_VENDOR", disk.drive().model().vendor());
        found.put("ID_MODEL", disk.drive().model().name().replace(' ', '_'));
        found.put("ID_REVISION", disk.drive().model().revision());
        found.put("ID_SERIAL", disk.id().substring("scsi-".length()));
        found.put("ID_SERIAL_SHORT", disk.drive().serial());
        found.put("ID_SCSI_SERIAL", disk.drive().serial());
        found.put("ID_PATH", disk.path());
        found.put("ID_TYPE", "disk");
    }

    private static void content(Map<String, String> found, Signature content) {
        found.put("ID_FS_TYPE", content.type());
        found.put("ID_FS_USAGE", content.usage());
        found.put("ID_FS_VERSION", content.version());
        if (!content.uuid().isEmpty()) {
            found.put("ID_FS_UUID", content.uuid());
            found.put("ID_FS_UUID_ENC", content.uuid());
        }
        if (!content.label().isEmpty()) {
            found.put("ID_FS_LABEL", Udev.encoded(content.label()));
            found.put("ID_FS_LABEL_ENC", Udev.encoded(content.label()));
        }
    }

    private static Map<String, String> array(MdArray array) {
        Map<String, String> found = new LinkedHashMap<>();
        found.put("MD_LEVEL", "raid1");
        found.put("MD_DEVICES", String.valueOf(array.raidDisks()));
        found.put("MD_METADATA", array.name().isEmpty() ? "0.90" : "1.2");
        found.put("MD_UUID", array.uuid());
        if (!array.name().isEmpty()) {
            found.put("MD_NAME", array.name());
        }
        return found;
    }
}
