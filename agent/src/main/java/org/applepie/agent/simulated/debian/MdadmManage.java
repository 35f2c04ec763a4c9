package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileType;
import org.applepie.agent.simulated.files.Stat;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdMember;
import org.applepie.agent.simulated.hardware.MdSuperblock.Role;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** mdadm --manage: members come and go. */
final class MdadmManage {

    private final Mdadm mdadm;
    private final Call call;
    private final String path;
    private final MdadmArguments arguments;

    MdadmManage(Mdadm mdadm, Call call, MdadmArguments arguments) {
        this.mdadm = mdadm;
        this.call = call;
        this.path = arguments.names().getFirst();
        this.arguments = arguments;
    }

    /** A refusal with its words and exit code. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final int code;

        Refused(int code, String words) {
            super(words);
            this.code = code;
        }
    }

    int run() throws IOException {
        Optional<MdArray> array = mdadm.array(call, path);
        if (array.isEmpty()) {
            return 1;
        }
        List<MdadmArguments.Named> devices =
                arguments.devices().subList(1, arguments.devices().size());
        try {
            for (MdadmArguments.Named named : devices) {
                one(array.get(), named);
            }
            return arguments.has("test") && devices.isEmpty() ? 2 : 0;
        } catch (Refused refused) {
            return Mdadm.say(call, refused.code, String.valueOf(refused.getMessage()));
        }
    }

    private void one(MdArray array, MdadmArguments.Named named) throws IOException, Refused {
        String device = named.device();
        switch (named.doing()) {
            case "add" -> add(array, device, true);
            case "add-spare" -> add(array, device, false);
            case "re-add" -> readd(array, device);
            case "remove" -> {
                if (device.equals("failed") || device.equals("faulty") || device.equals("detached")) {
                    for (MdMember member : array.members()) {
                        boolean meant = device.equals("detached")
                                ? member.device().region().drive().dead()
                                : member.role() == Role.FAULTY;
                        if (meant) {
                            remove(array, member, node(member));
                        }
                    }
                } else {
                    remove(array, member(array, device, "remove"), device);
                }
            }
            case "fail" -> fail(array, member(array, device, "fail"), device);
            default -> throw new Refused(1, "nothing is said of what to do with " + device);
        }
    }

    private static String node(MdMember member) {
        return "/dev/" + member.device().name();
    }

    private void said(String words) throws IOException {
        if (!arguments.quiet()) {
            Mdadm.say(call, 0, words);
        }
    }

    // A name of the kernel, sda1, is good for a device whose node is gone.
    private MdMember member(MdArray array, String device, String doing) throws Refused {
        if (!device.contains("/")) {
            return array.members().stream()
                    .filter(member -> member.device().name().equals(device))
                    .findFirst()
                    .orElseThrow(() -> new Refused(1, device + " does not appear to be a component of " + path));
        }
        Stat stat;
        try {
            stat = call.files().stat(device);
        } catch (ErrnoException absent) {
            throw new Refused(
                    1, "stat failed for " + device + ": " + absent.errno().text());
        }
        if (stat.type() != FileType.BLOCK_DEVICE) {
            throw new Refused(1, device + " is not a block device.");
        }
        String failed = doing.equals("fail")
                ? "set device faulty failed for " + device + ":  "
                : "hot remove failed for " + device + ": ";
        return array.member(stat.special().major(), stat.special().minor())
                .orElseThrow(() -> new Refused(1, failed + (doing.equals("fail") ? Errno.ENODEV : Errno.ENXIO).text()));
    }

    private Block free(String device) throws Refused {
        try {
            Block block = mdadm.block(call, device);
            if (mdadm.drivers().busy(block)) {
                throw new ErrnoException(Errno.EBUSY);
            }
            if (!(block.medium() instanceof Region)) {
                throw new ErrnoException(Errno.EINVAL);
            }
            return block;
        } catch (ErrnoException refused) {
            throw new Refused(
                    1, "Cannot open " + device + ": " + refused.errno().text());
        }
    }

    private void add(MdArray array, String device, boolean again) throws IOException, Refused {
        Block block = free(device);
        try {
            boolean known = ((Region) block.medium()).superblock().isPresent();
            if (again && known && mdadm.drivers().md().readd(array, block.member())) {
                said("re-added " + device);
                return;
            }
            mdadm.drivers().md().hotAdd(array, block.member());
            said("added " + device);
        } catch (ErrnoException refused) {
            throw refused.errno() == Errno.ENOSPC
                    ? new Refused(1, device + " not large enough to join array")
                    : new Refused(
                            1,
                            "add new device failed for " + device + " as " + array.raidDisks() + ": "
                                    + refused.errno().text());
        }
    }

    private void readd(MdArray array, String device) throws IOException, Refused {
        Block block = free(device);
        if (!mdadm.drivers().md().readd(array, block.member())) {
            throw new Refused(1, "--re-add for " + device + " to " + path + " is not possible");
        }
        said("re-added " + device);
    }

    private void remove(MdArray array, MdMember member, String device) throws IOException, Refused {
        try {
            mdadm.drivers().md().remove(array, member);
            said("hot removed " + device + " from " + path);
        } catch (ErrnoException refused) {
            throw new Refused(
                    1,
                    "hot remove failed for " + device + ": " + refused.errno().text());
        }
    }

    private void fail(MdArray array, MdMember member, String device) throws IOException, Refused {
        try {
            mdadm.drivers().md().fail(array, member);
            said("set " + device + " faulty in " + path);
        } catch (ErrnoException refused) {
            throw new Refused(
                    arguments.has("test") ? 1 : 2,
                    "set device faulty failed for " + device + ":  "
                            + refused.errno().text());
        }
    }
}
