package org.applepie.agent.simulated.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdDevice;
import org.applepie.agent.simulated.hardware.MdDriver;
import org.applepie.agent.simulated.hardware.MdSuperblock;
import org.applepie.agent.simulated.hardware.MdSuperblock.Version1;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.machine.Block;

/**
 * An array that does not run, as its members tell of it.
 *
 * @param uuid as mdadm writes it
 * @param name with the home host before it
 * @param members all that carry a superblock of it, fresh or not, in the order of their names
 */
record FoundArray(String uuid, String name, List<Block> members) {

    private static final Pattern NUMBERED = Pattern.compile("/dev/md(?:/|_)?([0-9]+)");

    FoundArray {
        members = List.copyOf(members);
    }

    /** All arrays whose members are there and in no running array. */
    static List<FoundArray> all(Drivers drivers) {
        List<FoundArray> found = new ArrayList<>();
        for (Block block : drivers.blocks()) {
            Optional<MdSuperblock> superblock = superblock(block);
            if (superblock.isEmpty() || drivers.holder(block).isPresent()) {
                continue;
            }
            String uuid = superblock.get().uuid();
            Optional<FoundArray> known =
                    found.stream().filter(array -> array.uuid.equals(uuid)).findFirst();
            List<Block> members = new ArrayList<>(known.map(FoundArray::members).orElse(List.of()));
            members.add(block);
            FoundArray next = new FoundArray(
                    uuid, superblock.get().version1().map(Version1::name).orElse(""), members);
            known.ifPresentOrElse(old -> found.set(found.indexOf(old), next), () -> found.add(next));
        }
        return found;
    }

    /** The superblock of version 1.2 on a device; nothing for a device that does not answer. */
    static Optional<MdSuperblock> superblock(Block block) {
        try {
            return block.medium() instanceof Region region
                    ? region.superblock().filter(one -> one.version1().isPresent())
                    : Optional.empty();
        } catch (DriveFailure failure) {
            return Optional.empty();
        }
    }

    private List<MdDevice> devices() {
        return members.stream().map(Block::member).toList();
    }

    /** Whether all are there that it was working with, so that it need not wait for more. */
    boolean complete() {
        try {
            return MdDriver.complete(devices());
        } catch (DriveFailure failure) {
            return false;
        }
    }

    /**
     * Starts it, under the name that mdadm gives it: the one of mdadm.conf, else its own number where it belongs to this host,
     * else a number from 127 down.
     *
     * @param homehost of the system that starts it; in an initramfs nobody knows it
     * @return nothing where no member can work
     */
    Optional<MdArray> start(Drivers drivers, MdadmConf conf, String homehost) throws ErrnoException, DriveFailure {
        String path = path(drivers, conf, homehost);
        return start(drivers, path);
    }

    /** The same under a path that is said. */
    Optional<MdArray> start(Drivers drivers, String path) throws ErrnoException, DriveFailure {
        drivers.load("raid1");
        Optional<MdArray> array = drivers.md().assemble(number(path).orElseGet(() -> free(drivers)), devices());
        array.ifPresent(one -> one.path(path));
        return array;
    }

    private String path(Drivers drivers, MdadmConf conf, String homehost) {
        Optional<String> said = conf.arrays().stream()
                .filter(array -> array.means(uuid, name))
                .map(MdadmConf.Array::path)
                .filter(path -> path.startsWith("/"))
                .findFirst();
        if (said.isPresent()) {
            return said.get();
        }
        String own = name.startsWith(homehost + ":") ? name.substring(homehost.length() + 1) : name;
        boolean taken = number("/dev/md/" + own)
                .filter(minor -> drivers.md().array(minor).isPresent())
                .isPresent();
        return "/dev/md/" + (taken ? name : own);
    }

    private static Optional<Integer> number(String path) {
        Matcher numbered = NUMBERED.matcher(path);
        return numbered.matches() ? Optional.of(Integer.parseInt(numbered.group(1))) : Optional.empty();
    }

    /** A number that no array has, counted down from 127 as mdadm does. */
    static int free(Drivers drivers) {
        int minor = 127;
        while (drivers.md().array(minor).isPresent()) {
            minor--;
        }
        return minor;
    }
}
