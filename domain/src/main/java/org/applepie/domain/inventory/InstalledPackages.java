package org.applepie.domain.inventory;

import java.util.Map;
import java.util.TreeMap;
import org.applepie.domain.remote.Part;

/** Version by name of the packages installed, from lines {@code name version state} of dpkg-query. */
final class InstalledPackages {

    private InstalledPackages() {}

    /**
     * dpkg-query ends with 1 if it does not know one of the packages asked for, which is no failure here.
     *
     * @throws IllegalArgumentException if dpkg-query could not be asked
     */
    static Map<String, String> parse(Part packages) {
        if (packages.exitCode() != 0 && packages.exitCode() != 1) {
            throw new IllegalArgumentException(packages.failure());
        }
        Map<String, String> installed = new TreeMap<>();
        packages.text().lines().map(line -> line.strip().split(" +")).forEach(words -> {
            // Second letter of the state: i installed, and what is on the way there or stuck half way (U, F, H, W, t).
            if (words.length == 3 && words[2].length() >= 2 && "iUFHWt".indexOf(words[2].charAt(1)) >= 0) {
                installed.put(words[0], words[1]);
            }
        });
        return installed;
    }
}
