package org.applepie.agent.simulated.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an initramfs holds of what was there when it was built.
 *
 * @param kernel release that it is for
 * @param modules names of the kernel's modules in it
 * @param files paths without a slash in front, as lsinitramfs lists them
 * @param arrays ARRAY lines of its mdadm.conf
 * @param resume {@code UUID=...} of the swap to resume from, empty for none
 */
record Initrd(String kernel, List<String> modules, List<String> files, List<String> arrays, String resume) {

    private static final String MAGIC = "initramfs of simulation";

    Initrd {
        modules = List.copyOf(modules);
        files = List.copyOf(files);
        arrays = List.copyOf(arrays);
    }

    /** The image as the text that stands in its file. */
    String print() {
        StringBuilder text = new StringBuilder(MAGIC + "\nkernel " + kernel + "\nresume " + resume + "\n");
        modules.forEach(module -> text.append("module ").append(module).append('\n'));
        arrays.forEach(array -> text.append("array ").append(array).append('\n'));
        files.forEach(file -> text.append("file ").append(file).append('\n'));
        return text.toString();
    }

    /** Reads an image, or nothing if it is none. */
    static Optional<Initrd> parse(String text) {
        if (!text.startsWith(MAGIC + "\n")) {
            return Optional.empty();
        }
        String kernel = "";
        String resume = "";
        List<String> modules = new ArrayList<>();
        List<String> files = new ArrayList<>();
        List<String> arrays = new ArrayList<>();
        for (String line : text.split("\n")) {
            int blank = line.indexOf(' ');
            String rest = line.substring(blank + 1);
            switch (blank < 0 ? "" : line.substring(0, blank)) {
                case "kernel" -> kernel = rest;
                case "resume" -> resume = rest;
                case "module" -> modules.add(rest);
                case "array" -> arrays.add(rest);
                case "file" -> files.add(rest);
                default -> {
                    // The first line, and what stands at the end for the size of the image.
                }
            }
        }
        return Optional.of(new Initrd(kernel, modules, files, arrays, resume));
    }
}
