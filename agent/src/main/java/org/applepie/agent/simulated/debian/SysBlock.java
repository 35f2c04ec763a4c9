package org.applepie.agent.simulated.debian;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.files.Generated;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.machine.Block;

/** The directory of one block device in /sys. */
final class SysBlock {

    private final Drivers drivers;
    private final Block block;

    SysBlock(Drivers drivers, Block block) {
        this.drivers = drivers;
        this.block = block;
    }

    static long start(Block partition) {
        return partition.medium() instanceof Region region ? region.start() : 0;
    }

    Map<String, Generated> files() {
        Map<String, Generated> files = common(block.number(), block.medium().sectors());
        files.put("holders", LiveMap.directory(this::holders));
        files.put("slaves", LiveMap.directory(this::slaves));
        return files;
    }

    static Generated loop(int number) {
        return Generated.tree(common(new DeviceNumber(7, number), 0));
    }

    private static Map<String, Generated> common(DeviceNumber number, long sectors) {
        Map<String, Generated> files = new LinkedHashMap<>();
        files.put("dev", Generated.text(() -> number + "\n"));
        files.put("size", Generated.text(() -> sectors + "\n"));
        files.put("ro", Generated.text(() -> "0\n"));
        files.put("holders", Generated.tree(Map.of()));
        files.put("slaves", Generated.tree(Map.of()));
        files.put("queue", Generated.tree(queue()));
        return files;
    }

    private static Map<String, Generated> queue() {
        Map<String, Generated> files = new LinkedHashMap<>();
        files.put("rotational", Generated.text(() -> "1\n"));
        files.put("logical_block_size", Generated.text(() -> "512\n"));
        files.put("physical_block_size", Generated.text(() -> "512\n"));
        files.put("hw_sector_size", Generated.text(() -> "512\n"));
        files.put("minimum_io_size", Generated.text(() -> "512\n"));
        files.put("optimal_io_size", Generated.text(() -> "0\n"));
        files.put("discard_granularity", Generated.text(() -> "0\n"));
        files.put("discard_max_bytes", Generated.text(() -> "0\n"));
        return files;
    }

    private Map<String, Generated> holders() {
        Map<String, Generated> links = new LinkedHashMap<>();
        Optional<MdArray> holder = drivers.holder(block)
                .filter(array -> array.members().stream()
                        .anyMatch(member -> member.device().name().equals(block.node())));
        holder.map(drivers::block).ifPresent(array -> links.put(array.node(), link(array)));
        return links;
    }

    private static Generated link(Block to) {
        return Generated.link("/sys/class/block/" + to.node());
    }

    private Map<String, Generated> slaves() {
        Map<String, Generated> links = new LinkedHashMap<>();
        if (block.medium() instanceof MdArray array) {
            array.members().stream()
                    .flatMap(member -> drivers.node(member.device().name()).stream())
                    .forEach(member -> links.put(member.node(), link(member)));
        }
        return links;
    }

    /** What a SCSI drive says of itself. */
    static Map<String, Generated> device(Disk disk) {
        Map<String, Generated> files = new LinkedHashMap<>();
        files.put(
                "vendor",
                Generated.text(() -> "%-8s\n".formatted(disk.drive().model().vendor())));
        files.put(
                "model",
                Generated.text(() -> "%-16s\n".formatted(disk.drive().model().name())));
        files.put(
                "rev",
                Generated.text(() -> "%-4s\n".formatted(disk.drive().model().revision())));
        files.put("type", Generated.text(() -> "0\n"));
        files.put("state", Generated.text(() -> "running\n"));
        return files;
    }
}
