package org.applepie.domain.kernel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A kernel that lies in /boot.
 *
 * @param image true if /boot/initrd.img-RELEASE is there
 * @param modules true if /lib/modules/RELEASE is there
 */
public record InstalledKernel(KernelRelease release, boolean image, boolean modules) {

    /**
     * The kernels in what the reading script prints: lines {@code kernel}, {@code image} or {@code modules} with a name, then
     * {@code total} with their number. Files of other names, such as {@code vmlinuz.old}, are left out by the script; images
     * and modules without a kernel do not count. From old to new.
     *
     * @throws IllegalArgumentException if the list is cut short or a line has another form
     */
    public static List<InstalledKernel> parse(String text) {
        Set<String> kernels = new HashSet<>();
        Set<String> images = new HashSet<>();
        Set<String> modules = new HashSet<>();
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (!text.endsWith("\n") || !lines.removeLast().equals("total " + lines.size())) {
            throw new IllegalArgumentException("the list of kernels is cut short");
        }
        for (String line : lines) {
            String name = line.substring(line.indexOf(' ') + 1);
            boolean fresh = switch (line.substring(0, Math.max(0, line.indexOf(' ')))) {
                case "kernel" -> kernels.add(name);
                case "image" -> images.add(name);
                case "modules" -> modules.add(name);
                default -> throw new IllegalArgumentException("the list of kernels has a line of another form");
            };
            if (!fresh) {
                throw new IllegalArgumentException("the list of kernels names one twice");
            }
        }
        return kernels.stream()
                .filter(InstalledKernel::isRelease)
                .map(KernelRelease::new)
                .sorted()
                .map(r -> new InstalledKernel(r, images.contains(r.name()), modules.contains(r.name())))
                .toList();
    }

    /** A copy such as {@code vmlinuz-before} is nobody's kernel. */
    private static boolean isRelease(String name) {
        try {
            return !new KernelRelease(name).name().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
