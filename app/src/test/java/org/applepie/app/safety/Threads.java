package org.applepie.app.safety;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** All threads, virtual ones too, for a voyage in which nothing moves any more. */
final class Threads {

    private Threads() {}

    static String dump() {
        try {
            Path file = Files.createTempDirectory("threads").resolve("dump.txt");
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
            return Files.readString(file);
        } catch (IOException refused) {
            return String.valueOf(refused);
        }
    }
}
