package org.applepie.domain.initramfs;

import java.util.Optional;
import org.applepie.domain.conffile.ShellVariables;

/**
 * /etc/mkinitrd/mkinitrd.conf of initrd-tools: a shell script that sets ROOT, MODULES, DELAY and others. What is not edited
 * comes out byte for byte.
 */
public final class MkinitrdConf {

    private final ShellVariables variables;

    private MkinitrdConf(ShellVariables variables) {
        this.variables = variables;
    }

    /** @throws IllegalArgumentException if a line does more than setting a variable */
    public static MkinitrdConf parse(String text) {
        return new MkinitrdConf(ShellVariables.parse(text));
    }

    /** {@code probe}, {@code /dev/md2 ext3} or {@code /dev/md2}; mkinitrd's own default is {@code probe}. */
    public String root() {
        return variables.value("ROOT").orElse("probe");
    }

    /** {@code most}, {@code dep}, {@code list} or {@code none}; {@code most} if the file does not say. */
    public String modules() {
        return variables.value("MODULES").orElse("most");
    }

    /** Seconds for which the start may be interrupted, 0 if the file does not say; empty if it is no number. */
    public Optional<Integer> delay() {
        return Optional.of(variables.value("DELAY").orElse("0"))
                .filter(v -> v.matches("[0-9]{1,6}"))
                .map(Integer::valueOf);
    }

    /**
     * The same with the root given, as {@code ROOT="/dev/md2 ext3"}.
     *
     * @param device such as {@code /dev/md2}
     * @param type its file system, such as {@code ext3}
     */
    public MkinitrdConf withRoot(String device, String type) {
        if (!device.matches("/dev/[A-Za-z0-9/_-]+") || !type.matches("[a-z0-9]+")) {
            throw new IllegalArgumentException("not a device and its file system: " + device + " " + type);
        }
        return new MkinitrdConf(variables.with("ROOT", device + " " + type));
    }

    /** The same with another choice of modules. */
    public MkinitrdConf withModules(String choice) {
        if (!choice.matches("most|dep|list|none")) {
            throw new IllegalArgumentException("mkinitrd knows no such choice of modules: " + choice);
        }
        return new MkinitrdConf(variables.with("MODULES", choice));
    }

    public MkinitrdConf withDelay(int seconds) {
        return new MkinitrdConf(variables.with("DELAY", Integer.toString(seconds)));
    }

    public String text() {
        return variables.text();
    }
}
