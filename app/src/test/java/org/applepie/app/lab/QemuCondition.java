package org.applepie.app.lab;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What the lab runs on this machine, and the Debian packages that bring it. */
final class QemuCondition implements ExecutionCondition {

    private static final Map<String, String> PACKAGES = new TreeMap<>(Map.of(
            "qemu-system-x86_64", "qemu-system-x86",
            "mmdebstrap", "mmdebstrap",
            "sfdisk", "fdisk",
            "mke2fs", "e2fsprogs",
            "ssh", "openssh-client"));

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        TreeSet<String> missing = new TreeSet<>();
        PACKAGES.forEach((program, debianPackage) -> {
            if (!installed(program)) {
                missing.add(debianPackage);
            }
        });
        if (!missing.isEmpty()) {
            return disabled("The virtual-machine lab needs: apt-get install " + String.join(" ", missing));
        }
        return root()
                ? enabled("QEMU and what builds its guest are here")
                : disabled("The virtual-machine lab builds a Debian tree, so run this test as root");
    }

    private static boolean installed(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin:/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static boolean root() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException notLinux) {
            return false;
        }
    }
}
