package org.applepie.agent.simulated.debian;

import static org.applepie.agent.simulated.debian.Options.Known.flag;
import static org.applepie.agent.simulated.debian.Options.Known.optional;
import static org.applepie.agent.simulated.debian.Options.Known.valued;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.debian.Columns.Column;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.machine.Fstab;
import org.applepie.agent.simulated.shell.Call;

/** swapon and swapoff of util-linux 2.38.1. */
final class Swaps extends Tool {

    private static final List<Options.Known> ON = List.of(
            flag('a', "all"),
            flag('e', "ifexists"),
            valued('L', "L"),
            valued('U', "U"),
            flag('s', "summary"),
            optional(' ', "show"),
            flag("noheadings"),
            flag("bytes"),
            flag('v', "verbose"),
            flag('V', "version"));
    private static final List<Options.Known> OFF =
            List.of(flag('a', "all"), valued('L', "L"), valued('U', "U"), flag('v', "verbose"), flag('V', "version"));
    private static final int OFF_FAILED = 4;
    private static final int ON_FAILED = 255;

    Swaps(Running running) {
        super(running);
    }

    @Override
    public int run(Call call) throws IOException {
        boolean off = call.name().endsWith("swapoff");
        Optional<Options> read = Options.read(call, off ? OFF : ON);
        if (read.isEmpty()) {
            return 1;
        }
        Options options = read.get();
        if (options.has("version")) {
            call.print(Options.program(call) + " from util-linux 2.38.1\n");
            return 0;
        }
        boolean list = options.has("summary") || options.has("show") || !off && nothing(options);
        if (list) {
            call.print(options.has("summary") ? call.files().text("/proc/swaps") : table(options));
            return 0;
        }
        if (nothing(options)) {
            call.warn("swapoff: bad usage\nTry 'swapoff --help' for more information.\n");
            return 1;
        }
        int code = 0;
        for (String device : devices(call, options, off)) {
            int ended = off ? off(call, device) : on(call, device);
            code = ended == 0 ? code : ended;
        }
        return code;
    }

    private static boolean nothing(Options options) {
        return options.words().isEmpty() && !options.has("all") && !options.has("L") && !options.has("U");
    }

    private List<String> devices(Call call, Options options, boolean off) {
        List<String> devices = new ArrayList<>(options.words());
        options.values("L").forEach(label -> devices.add("LABEL=" + label));
        options.values("U").forEach(uuid -> devices.add("UUID=" + uuid));
        if (options.has("all") && off) {
            drivers().swaps().forEach(swap -> devices.add(swap.path()));
        } else if (options.has("all")) {
            Fstab.read(call.files()).stream()
                    .filter(entry -> entry.swap() && !entry.options().contains("noauto"))
                    .filter(entry -> used(call, entry.source()).isEmpty())
                    .forEach(entry -> devices.add(entry.source()));
        }
        return devices;
    }

    private Optional<Block> find(Call call, String source) {
        return source.contains("=") && !source.startsWith("/")
                ? Tagged.device(running(), source)
                : blockIfAny(call, source);
    }

    private Optional<Block> used(Call call, String source) {
        return find(call, source)
                .filter(block -> drivers().swaps().stream()
                        .anyMatch(swap -> swap.number().equals(block.number())));
    }

    private int on(Call call, String source) throws IOException {
        if (source.contains("=")
                && !source.startsWith("/")
                && find(call, source).isEmpty()) {
            return call.fail(ON_FAILED, "cannot find the device for " + source);
        }
        try {
            Block block = find(call, source).isPresent() ? find(call, source).get() : block(call, source);
            String path = source.startsWith("/") ? source : block.path();
            if (!(block.medium().content() instanceof Content.Swap)) {
                return call.fail(ON_FAILED, path + ": read swap header failed");
            }
            if (drivers().inUse(block) || drivers().holder(block).isPresent()) {
                return call.fail(ON_FAILED, path + ": swapon failed: " + Errno.EBUSY.text());
            }
            drivers().swaps().add(block);
            return 0;
        } catch (ErrnoException refused) {
            return call.fail(
                    ON_FAILED, "cannot open " + source + ": " + refused.errno().text());
        } catch (DriveFailure failure) {
            return call.fail(ON_FAILED, source + ": read swap header failed");
        }
    }

    private int off(Call call, String source) throws IOException {
        Optional<Block> swap = used(call, source);
        if (swap.isEmpty()) {
            boolean there = find(call, source).isPresent() || call.files().exists(source);
            return call.fail(OFF_FAILED, source + ": swapoff failed: " + (there ? Errno.EINVAL : Errno.ENOENT).text());
        }
        drivers().swaps().removeIf(one -> one.number().equals(swap.get().number()));
        return 0;
    }

    private String table(Options options) {
        if (drivers().swaps().isEmpty()) {
            return "";
        }
        List<String> names = List.of(options.value("show")
                .filter(given -> !given.isEmpty())
                .orElse("NAME,TYPE,SIZE,USED,PRIO")
                .split(","));
        Columns table = new Columns(names.stream()
                .map(name -> List.of("SIZE", "USED", "PRIO").contains(name)
                        ? Column.right(name).hinted(5)
                        : Column.left(name))
                .toList());
        int priority = -2;
        for (Block swap : drivers().swaps()) {
            int mine = priority--;
            table.add(
                    names.stream().map(name -> cell(name, swap, mine, options)).toList());
        }
        return table.text(!options.has("noheadings"));
    }

    private String cell(String name, Block swap, int priority, Options options) {
        long bytes = ProcFiles.usable(swap) * 1024;
        Optional<Signature> content = running().kernelFiles().udev().content(swap);
        return switch (name) {
            case "NAME" -> swap.path();
            case "TYPE" -> "partition";
            case "SIZE" -> options.has("bytes") ? String.valueOf(bytes) : Size.brief(bytes);
            case "USED" -> options.has("bytes") ? "0" : "0B";
            case "PRIO" -> String.valueOf(priority);
            case "UUID" -> content.map(Signature::uuid).orElse("");
            case "LABEL" -> content.map(Signature::label).orElse("");
            default -> "";
        };
    }
}
