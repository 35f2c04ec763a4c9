package org.applepie.domain.initramfs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.applepie.domain.conffile.ConfFile;

/**
 * /etc/modules or /etc/mkinitrd/modules: kernel modules to load, one a line with its options, in order; {@code #} starts a
 * comment. What is not edited comes out byte for byte.
 */
public final class ModulesFile {

    /** What starts arrays, in the order in which it must be loaded. */
    private static final List<String> RAID = List.of("md", "raid1");

    /** Mice, CD-ROM and floppy drives: no root file system needs them. Whatever is not named here may be a disk driver. */
    private static final Set<String> NOT_FOR_DISKS =
            Set.of("psmouse", "mousedev", "usbmouse", "ide-cd", "cdrom", "sr-mod", "floppy");

    private final ConfFile file;

    private ModulesFile(ConfFile file) {
        this.file = file;
    }

    /** Takes any text. */
    public static ModulesFile parse(String text) {
        return new ModulesFile(ConfFile.parse(text));
    }

    /** The modules in order, each with its options on one line. */
    public List<String> lines() {
        return file.lines().stream()
                .filter(ModulesFile::isModule)
                .map(String::strip)
                .toList();
    }

    /** The names of the modules in order. */
    public List<String> names() {
        return lines().stream().map(ModulesFile::name).toList();
    }

    /** True if md and raid1 are loaded last, in this order, so that every disk is there before them. */
    public boolean loadsRaidLast() {
        List<String> names = names();
        return names.size() >= 2
                && names.subList(names.size() - 2, names.size()).equals(RAID)
                && names.stream().filter(RAID::contains).count() == 2;
    }

    /** The same with md and raid1 at the end, once each. */
    public ModulesFile withRaid() {
        if (loadsRaidLast()) {
            return this;
        }
        return new ModulesFile(file.without(line -> isModule(line) && RAID.contains(name(line)))
                .with(RAID));
    }

    /**
     * The same with the modules of {@code other}, in its order, that are not here yet and are not for mice, CD-ROM or floppy
     * drives; md and raid1 come last.
     */
    public ModulesFile withModulesOf(ModulesFile other) {
        Set<String> known = new HashSet<>(names());
        List<String> added = new ArrayList<>();
        for (String line : other.lines()) {
            String name = name(line);
            boolean wanted = !RAID.contains(name) && !NOT_FOR_DISKS.contains(name.replace('_', '-'));
            if (wanted && known.add(name)) {
                added.add(line);
            }
        }
        return new ModulesFile(file.with(added)).withRaid();
    }

    private static boolean isModule(String line) {
        return !line.isBlank() && !line.strip().startsWith("#");
    }

    private static String name(String line) {
        return line.strip().split("[\\s#]", 2)[0];
    }

    public String text() {
        return file.text();
    }
}
