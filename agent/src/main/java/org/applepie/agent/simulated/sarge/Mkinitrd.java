package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdMember;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** mkinitrd of initrd-tools 0.1.81.1: silent when it succeeds. */
final class Mkinitrd extends Tool {

    private static final String NAME = "/usr/sbin/mkinitrd";
    private static final int SIZE = 120_000;

    Mkinitrd(Drivers drivers) {
        super(drivers);
    }

    @Override
    public int run(Call call) throws IOException {
        String output = "";
        String kernel = drivers().release();
        Optional<String> root = Optional.empty();
        List<String> words = call.arguments();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            boolean valued = at + 1 < words.size();
            if (word.equals("-o") && valued) {
                output = words.get(++at);
            } else if (word.equals("-r") && valued) {
                root = Optional.of(words.get(++at));
            } else if (!word.startsWith("-")) {
                kernel = word.replaceFirst("/+$", "").replaceFirst(".*/", "");
            }
        }
        if (output.isEmpty()) {
            call.warn("Usage: " + NAME + " [OPTION]... <-o outfile> [version]\n");
            return 1;
        }
        if (!call.files().exists("/lib/modules/" + kernel)) {
            call.warn(NAME + ": /lib/modules/" + kernel + " is not a directory.\n");
            return 1;
        }
        return build(call, output, kernel, root);
    }

    private int build(Call call, String output, String kernel, Optional<String> wanted) throws IOException {
        String root = wanted.orElse(setting(call, "ROOT").orElse("probe"));
        Optional<Block> device;
        if (root.equals("probe")) {
            device = drivers().block(call.files().stat("/").device());
        } else {
            String path = root.split("\\s+")[0];
            device = blockIfAny(call, path);
            if (device.isEmpty()) {
                call.warn(NAME + ": device " + path + " is not a block device\n");
                return 1;
            }
        }
        if (device.isEmpty()) {
            call.warn(NAME + ": Cannot determine root device\n");
            return 1;
        }
        String image = image(call, kernel, device.get()).print();
        call.files().write(output, image + "\0".repeat(SIZE - image.length()));
        return 0;
    }

    private InitrdImage image(Call call, String kernel, Block root) throws IOException {
        Set<String> modules = new LinkedHashSet<>();
        List<String> listed = modules(call);
        probed(root).stream().filter(module -> !listed.contains(module)).forEach(modules::add);
        modules.addAll(listed);
        modules.add("ext3");
        List<String> loaded = List.copyOf(modules);
        String path = root.path();
        if (!(root.medium() instanceof MdArray array)) {
            return new InitrdImage(kernel, loaded, path, Optional.empty(), "", List.of());
        }
        List<String> members = array.members().stream()
                .filter(MdMember::active)
                .map(member -> "/dev/"
                        + drivers()
                                .nodeOf(member.device().major(), member.device().minor()))
                .sorted()
                .toList();
        return new InitrdImage(kernel, loaded, path, Optional.of(array.minor()), array.uuid(), members);
    }

    private List<String> probed(Block root) {
        List<Region> regions = root.medium() instanceof MdArray array
                ? array.members().stream()
                        .map(member -> member.device().region())
                        .toList()
                : root.medium() instanceof Region region ? List.of(region) : List.of();
        return regions.stream()
                .flatMap(region -> drivers().diskOf(region.drive()).stream())
                .flatMap(disk -> modulesOf(disk.position()).stream())
                .distinct()
                .toList();
    }

    /** What the kernel needs before it sees a drive there. */
    static List<String> modulesOf(Position position) {
        return switch (position) {
            case Position.Scsi scsi -> List.of("scsi_mod", "aic7xxx", "sd_mod");
            case Position.Ide ide -> List.of("ide-detect", "ide-disk");
        };
    }

    private static List<String> modules(Call call) throws IOException {
        List<String> modules = new ArrayList<>();
        try {
            for (String line : call.files().text("/etc/mkinitrd/modules").split("\n")) {
                String kept = line.replaceFirst("#.*", "").strip();
                if (!kept.isEmpty()) {
                    modules.add(kept.split("\\s+")[0]);
                }
            }
        } catch (ErrnoException absent) {
            return List.of();
        }
        return modules;
    }

    private static Optional<String> setting(Call call, String name) {
        try {
            return Arrays.stream(
                            call.files().text("/etc/mkinitrd/mkinitrd.conf").split("\n"))
                    .filter(line -> line.startsWith(name + "="))
                    .reduce((first, second) -> second)
                    .map(line -> line.substring(name.length() + 1).replaceAll("^[\"']|[\"']\\s*$", ""));
        } catch (ErrnoException absent) {
            return Optional.empty();
        }
    }
}
