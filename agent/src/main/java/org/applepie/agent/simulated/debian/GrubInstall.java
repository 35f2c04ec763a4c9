package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.DosPartition;
import org.applepie.agent.simulated.hardware.DosTable;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.shell.Call;

/** grub-install of GRUB 2.06 for BIOS: modules below /boot/grub, code and core image on a drive. */
final class GrubInstall extends Tool {

    private static final List<String> MODULES =
            List.of("boot", "diskfilter", "ext2", "linux", "mdraid1x", "normal", "part_msdos", "search_fs_uuid");
    private static final long GAP = 63;

    GrubInstall(Running running) {
        super(running);
    }

    @Override
    public int run(Call call) throws IOException {
        List<String> devices = new ArrayList<>();
        for (String word : call.arguments()) {
            switch (word) {
                case "--target=i386-pc", "--recheck", "--no-floppy" -> {}
                default -> {
                    if (word.startsWith("--target=")) {
                        return call.fail(
                                1,
                                "error: /usr/lib/grub/" + word.substring(9)
                                        + "/modinfo.sh doesn't exist. Please specify --target or --directory.");
                    }
                    if (word.startsWith("-")) {
                        call.warn("grub-install: unrecognized option '" + word
                                + "'\nTry 'grub-install --help' or 'grub-install --usage' for more information.\n");
                        return 64;
                    }
                    devices.add(word);
                }
            }
        }
        call.warn("Installing for i386-pc platform.\n");
        return devices.size() == 1
                ? install(call, devices.getFirst())
                : call.fail(
                        1,
                        devices.isEmpty()
                                ? "error: install device isn't specified."
                                : "error: More than one install device?.");
    }

    private int install(Call call, String device) throws IOException {
        View files = call.files();
        files.makeDirectories("/boot/grub");
        Optional<Location> boot = Location.of(drivers(), files, "/boot/grub");
        if (boot.isEmpty()) {
            return call.fail(1, "error: cannot find a device for /boot/grub (is /dev mounted?).");
        }
        Disk disk;
        try {
            disk = disk(call, device);
        } catch (ErrnoException refused) {
            return call.fail(1, "error: cannot find a GRUB drive for " + device + ".  Check your device.map.");
        }
        if (GrubNames.complains(boot.get().block())) {
            complain(call);
        }
        Optional<String> refusal = refusal(disk);
        if (refusal.isPresent()) {
            return call.fail(1, "error: " + refusal.get());
        }
        modules(files);
        try {
            core(boot.get(), disk).write(disk.drive());
        } catch (DriveFailure failure) {
            return call.fail(1, "error: cannot write to `" + device + "': Input/output error.");
        }
        call.warn("Installation finished. No error reported.\n");
        return 0;
    }

    private static void complain(Call call) throws IOException {
        for (int time = 0; time < 2; time++) {
            call.warn("grub-install: warning: Couldn't find physical volume `(null)'."
                    + " Some modules may be missing from core image..\n");
        }
    }

    // The core lies between the first sector and the first partition.
    private static Optional<String> refusal(Disk disk) {
        Optional<DosTable> table = DosTable.read(disk.drive());
        if (table.isEmpty() || table.get().used().isEmpty()) {
            return Optional.of("unable to identify a filesystem in hostdisk//dev/" + disk.node()
                    + "; safety check can't be performed.");
        }
        long first =
                table.get().used().stream().mapToLong(DosPartition::start).min().orElse(0);
        return first < GAP
                ? Optional.of("your core.img is unusually large.  It won't fit in the embedding area.")
                : Optional.empty();
    }

    private GrubCore core(Location boot, Disk disk) {
        String inside = boot.inside();
        if (boot.block().medium() instanceof MdArray) {
            return new GrubCore("(" + GrubNames.of(drivers(), boot.block()) + ")" + inside, "");
        }
        int number = drivers().diskOf(boot.block()).orElseThrow().numberOf(boot.block());
        boolean same = drivers().diskOf(boot.block()).orElseThrow() == disk;
        return new GrubCore(
                "(,msdos" + number + ")" + inside,
                same ? "" : boot.files().uuid().toString());
    }

    private static void modules(View files) throws ErrnoException {
        files.makeDirectories("/boot/grub/i386-pc");
        files.makeDirectories("/boot/grub/fonts");
        for (String module : MODULES) {
            files.write("/boot/grub/i386-pc/" + module + ".mod", "\u007fELF " + module + "\n");
        }
        files.write("/boot/grub/i386-pc/core.img", "core\n");
        files.write("/boot/grub/fonts/unicode.pf2", "FILE\n");
        if (!files.exists("/boot/grub/grubenv")) {
            files.write("/boot/grub/grubenv", new GrubEnvironment().print().orElseThrow());
        }
    }
}
