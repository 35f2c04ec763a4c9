package org.applepie.agent.simulated.debian;

import static org.applepie.agent.simulated.debian.Options.Known.flag;
import static org.applepie.agent.simulated.debian.Options.Known.valued;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** blkid of util-linux 2.38.1. It always looks at the devices themselves. */
final class Blkid extends OptionedTool {

    private static final List<Options.Known> KNOWN = List.of(
            valued('c', "cache-file"),
            flag('g', "garbage-collect"),
            valued('L', "label"),
            valued('U', "uuid"),
            valued('s', "match-tag"),
            valued('t', "match-token"),
            flag('l', "list-one"),
            valued('o', "output"),
            flag('p', "probe"),
            flag('i', "info"),
            flag('V', "version"));
    private static final List<String> FORMATS = List.of("value", "device", "export", "full", "udev");
    private static final int NOTHING = 2;
    private static final int USAGE = 4;

    Blkid(Running running) {
        super(running, KNOWN, "blkid from util-linux 2.38.1  (libblkid 2.38.1, 04-Aug-2022)");
    }

    @Override
    int run(Call call, Options options) throws IOException {
        String format = options.value("output").orElse("full");
        if (!FORMATS.contains(format)) {
            call.warn("unsupported output format " + format + "\n");
            return USAGE;
        }
        Optional<String> wanted = options.value("uuid").map(uuid -> "UUID=" + uuid);
        Optional<String> token = wanted.or(() -> options.value("label").map(label -> "LABEL=" + label))
                .or(() -> options.value("match-token"));
        if (options.has("uuid") || options.has("label")) {
            return one(call, token.orElseThrow());
        }
        return many(call, options, format, token);
    }

    private int one(Call call, String token) throws IOException {
        for (Block block : drivers().blocks()) {
            if (matches(tags(block, false), token)) {
                call.print(block.path() + "\n");
                return 0;
            }
        }
        return NOTHING;
    }

    private static boolean matches(Map<String, String> tags, String token) {
        int equals = token.indexOf('=');
        return equals > 0 && token.substring(equals + 1).equals(tags.get(token.substring(0, equals)));
    }

    private int many(Call call, Options options, String format, Optional<String> token) throws IOException {
        boolean probe = options.has("probe");
        if (probe && options.words().isEmpty()) {
            return call.fail(USAGE, "The low-level probing mode requires a device");
        }
        List<String> paths = new ArrayList<>(options.words());
        if (paths.isEmpty()) {
            drivers().blocks().forEach(block -> paths.add(block.path()));
        }
        List<String> output = new ArrayList<>();
        for (String path : paths) {
            Map<String, String> tags = tags(call, path, probe);
            if (tags.isEmpty() || token.isPresent() && !matches(tags, token.get())) {
                continue;
            }
            List<String> only = options.values("match-tag");
            Map<String, String> shown = new LinkedHashMap<>(tags);
            shown.keySet().removeIf(tag -> !only.isEmpty() && !only.contains(tag));
            if (!shown.isEmpty()) {
                output.add(text(format, path, shown));
            }
        }
        call.print(String.join(format.equals("export") || format.equals("udev") ? "\n" : "", output));
        return output.isEmpty() ? NOTHING : 0;
    }

    private Map<String, String> tags(Call call, String path, boolean probe) throws IOException {
        try {
            return tags(block(call, path), probe);
        } catch (ErrnoException refused) {
            if (probe) {
                call.warn("error: " + path + ": " + refused.errno().text() + "\n");
            }
            return Map.of();
        }
    }

    /** What is known of a device, in the order of blkid. */
    private Map<String, String> tags(Block block, boolean probe) {
        Map<String, String> tags = new LinkedHashMap<>();
        List<Signature> found;
        try {
            found = Signature.of(block.medium());
        } catch (DriveFailure dead) {
            return tags;
        }
        found.stream().filter(one -> !one.table()).findFirst().ifPresent(one -> content(tags, one, block, probe));
        boolean whole = drivers()
                .diskOf(block)
                .filter(disk -> disk.numberOf(block) == 0)
                .isPresent();
        if (found.stream().anyMatch(Signature::table) && tags.isEmpty()) {
            drivers().diskOf(block).filter(disk -> whole).ifPresent(disk -> tags.put("PTUUID", disk.diskId()));
            tags.put("PTTYPE", "dos");
        }
        String partUuid = running().kernelFiles().udev().partUuid(block);
        if (!partUuid.isEmpty() && !probe) {
            tags.put("PARTUUID", partUuid);
        }
        if (!partUuid.isEmpty() && probe) {
            entry(tags, block, partUuid);
        }
        return tags;
    }

    private static void content(Map<String, String> tags, Signature one, Block block, boolean probe) {
        boolean raid = one.usage().equals("raid");
        if (!one.label().isEmpty() && !raid) {
            tags.put("LABEL", one.label());
        }
        if (!one.uuid().isEmpty()) {
            tags.put("UUID", one.uuid());
        }
        if (raid) {
            tags.put("UUID_SUB", Signature.subUuid(block.medium()));
            tags.put("LABEL", one.label());
        }
        if (probe && !one.version().isEmpty()) {
            tags.put("VERSION", one.version());
        }
        if (one.usage().equals("filesystem")) {
            tags.put("BLOCK_SIZE", block.medium().sectors() < 1L << 20 ? "1024" : "4096");
        }
        tags.put("TYPE", one.type());
        if (probe) {
            tags.put("USAGE", one.usage());
        }
        tags.values().removeIf(String::isEmpty);
    }

    private void entry(Map<String, String> tags, Block block, String partUuid) {
        Disk disk = drivers().diskOf(block).orElseThrow();
        tags.put("PART_ENTRY_SCHEME", "dos");
        tags.put("PART_ENTRY_UUID", partUuid);
        running()
                .kernelFiles()
                .udev()
                .partType(block)
                .ifPresent(type -> tags.put("PART_ENTRY_TYPE", "0x" + Integer.toHexString(type)));
        tags.put("PART_ENTRY_NUMBER", String.valueOf(disk.numberOf(block)));
        tags.put("PART_ENTRY_OFFSET", String.valueOf(SysBlock.start(block)));
        tags.put("PART_ENTRY_SIZE", String.valueOf(block.medium().sectors()));
        tags.put("PART_ENTRY_DISK", disk.whole().number().toString());
    }

    private static String text(String format, String path, Map<String, String> tags) {
        return switch (format) {
            case "value" -> joined(tags, (name, value) -> value + "\n");
            case "device" -> path + "\n";
            case "export" -> "DEVNAME=" + path + "\n" + joined(tags, (name, value) -> name + "=" + value + "\n");
            case "udev" -> joined(tags, Blkid::udev);
            default -> path + ":" + joined(tags, (name, value) -> " " + name + "=\"" + value + "\"") + "\n";
        };
    }

    private interface Form {
        String of(String name, String value);
    }

    private static String joined(Map<String, String> tags, Form form) {
        return tags.entrySet().stream()
                .map(tag -> form.of(tag.getKey(), tag.getValue()))
                .collect(Collectors.joining());
    }

    private static String udev(String name, String value) {
        String key = name.startsWith("PT") || name.startsWith("PART_ENTRY")
                ? name.replaceFirst("^PTTYPE$", "PART_TABLE_TYPE").replaceFirst("^PTUUID$", "PART_TABLE_UUID")
                : "FS_" + name;
        String line = "ID_" + key + "=" + value + "\n";
        boolean twice = name.equals("LABEL") || name.equals("UUID") || name.equals("UUID_SUB");
        return twice ? line + "ID_" + key + "_ENC=" + Udev.encoded(value) + "\n" : line;
    }
}
