package org.applepie.app.safety;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** All threads, virtual ones too, for a voyage in which nothing moves any more. */
final class Threads {

    private Threads() {}

    static String dump() {
        try {
            Path file = Files.createTempDirectory("threads").resolve("dump.txt");
            java.lang.management.ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new javax.management.ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                            "dumpThreads",
                            new Object[] {file.toString(), "TEXT_PLAIN"},
                            new String[] {
                                "java.lang.String", "com.sun.management.HotSpotDiagnosticMXBean$ThreadDumpFormat"
                            });
            return Files.readAllLines(file).stream().collect(Collectors.joining("\n"));
        } catch (IOException | javax.management.JMException refused) {
            return String.valueOf(refused);
        }
    }
}
