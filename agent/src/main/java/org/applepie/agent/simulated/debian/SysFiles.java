package org.applepie.agent.simulated.debian;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.applepie.agent.simulated.files.Generated;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.machine.Block;

/** /sys of Linux 6.1, as far as block devices and arrays go. */
final class SysFiles {

    private static final String VIRTUAL = "devices/virtual/block/";
    private static final int LOOPS = 8;

    private final Drivers drivers;

    SysFiles(Drivers drivers) {
        this.drivers = drivers;
    }

    Map<String, Generated> files() {
        Map<String, Generated> top = new LinkedHashMap<>();
        top.put("block", LiveMap.directory(() -> links("../", false)));
        top.put("class", Generated.tree(Map.of("block", LiveMap.directory(() -> links("../../", true)))));
        top.put("dev", Generated.tree(Map.of("block", LiveMap.directory(this::numbers))));
        top.put("devices", LiveMap.directory(this::devices));
        top.put("firmware", empty("acpi", "memmap"));
        top.put(
                "fs",
                Generated.tree(Map.of(
                        "cgroup",
                        empty(),
                        "pstore",
                        empty(),
                        "bpf",
                        empty(),
                        "ext4",
                        empty(),
                        "fuse",
                        empty("connections"))));
        top.put("kernel", empty("security", "debug", "tracing", "config", "mm"));
        top.put("module", LiveMap.directory(this::modules));
        return top;
    }

    private static Generated empty(String... names) {
        Map<String, Generated> inside = new LinkedHashMap<>();
        for (String name : names) {
            inside.put(name, Generated.tree(Map.of()));
        }
        return Generated.tree(inside);
    }

    private Map<String, Generated> modules() {
        Map<String, Generated> modules = new LinkedHashMap<>();
        for (String module : List.copyOf(drivers.modules())) {
            modules.put(module, Generated.tree(Map.of("initstate", Generated.text(() -> "live\n"))));
        }
        return modules;
    }

    /** All devices by name, with where they are below /sys. */
    private Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>();
        for (int loop = 0; loop < LOOPS; loop++) {
            places.put("loop" + loop, VIRTUAL + "loop" + loop);
        }
        for (Block block : drivers.blocks()) {
            places.put(block.node(), place(block));
        }
        return places;
    }

    private String place(Block block) {
        Optional<Disk> disk = drivers.diskOf(block);
        if (disk.isEmpty()) {
            return VIRTUAL + block.node();
        }
        String whole = disk.get().devicePath() + "/block/" + disk.get().node();
        return disk.get().numberOf(block) == 0 ? whole : whole + "/" + block.node();
    }

    private Map<String, Generated> links(String up, boolean partitions) {
        Map<String, Generated> links = new LinkedHashMap<>();
        places().forEach((name, place) -> {
            boolean partition = drivers.node(name)
                    .flatMap(block -> drivers.diskOf(block).filter(disk -> disk.numberOf(block) != 0))
                    .isPresent();
            if (partitions || !partition) {
                links.put(name, Generated.link(up + place));
            }
        });
        return links;
    }

    private Map<String, Generated> numbers() {
        Map<String, Generated> links = new LinkedHashMap<>();
        drivers.blocks()
                .forEach(block -> links.put(block.number().toString(), Generated.link("../../" + place(block))));
        return links;
    }

    private Map<String, Generated> devices() {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int loop = 0; loop < LOOPS; loop++) {
            insert(tree, VIRTUAL + "loop" + loop, SysBlock.loop(loop));
        }
        for (Disk disk : drivers.disks()) {
            insert(tree, disk.devicePath() + "/block/" + disk.node(), LiveMap.directory(() -> disk(disk)));
            SysBlock.device(disk).forEach((name, file) -> insert(tree, disk.devicePath() + "/" + name, file));
        }
        for (MdArray array : drivers.md().arrays()) {
            Block block = drivers.block(array);
            insert(tree, VIRTUAL + block.node(), LiveMap.directory(() -> array(block, array)));
        }
        return directory(directory(tree, "devices"));
    }

    private Map<String, Generated> disk(Disk disk) {
        Map<String, Generated> files = new SysBlock(drivers, disk.whole()).files();
        files.put("device", Generated.link("../../../" + disk.address()));
        files.put("removable", Generated.text(() -> "0\n"));
        for (Block partition : disk.partitions()) {
            files.put(partition.node(), LiveMap.directory(() -> partition(disk, partition)));
        }
        return files;
    }

    private Map<String, Generated> partition(Disk disk, Block partition) {
        Map<String, Generated> files = new SysBlock(drivers, partition).files();
        files.put("partition", Generated.text(() -> disk.numberOf(partition) + "\n"));
        files.put("start", Generated.text(() -> SysBlock.start(partition) + "\n"));
        files.remove("queue");
        return files;
    }

    private Map<String, Generated> array(Block block, MdArray array) {
        Map<String, Generated> files = new SysBlock(drivers, block).files();
        files.put("md", LiveMap.directory(() -> new SysArray(drivers, array).files()));
        return files;
    }

    private static void insert(Map<String, Object> tree, String path, Generated file) {
        Map<String, Object> at = tree;
        String[] names = path.split("/");
        for (int i = 0; i < names.length - 1; i++) {
            at = directory(at, names[i]);
        }
        at.put(names[names.length - 1], file);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> directory(Map<String, Object> tree, String name) {
        return (Map<String, Object>) tree.computeIfAbsent(name, fresh -> new LinkedHashMap<String, Object>());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Generated> directory(Map<String, Object> tree) {
        Map<String, Generated> files = new LinkedHashMap<>();
        tree.forEach((name, inside) -> files.put(
                name,
                inside instanceof Generated file ? file : Generated.tree(directory((Map<String, Object>) inside))));
        return files;
    }
}
