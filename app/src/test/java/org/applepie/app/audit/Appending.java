package org.applepie.app.audit;

import java.nio.file.Path;
import java.time.Clock;
import org.applepie.app.TestDatabase;

/** A process that records without end and prints the sequence of each entry once it is told that it is kept. */
final class Appending {

    private Appending() {}

    public static void main(String[] args) {
        TestDatabase database = TestDatabase.below(Path.of(args[0]));
        AuditLog log = new AuditLog(
                database.jdbc(), database.transactions(), database.directory().file("audit.head"), Clock.systemUTC());
        long first = log.count(new AuditLog.Filter("", "", "", "", 1, 0));
        for (long n = first + 1; ; n++) {
            log.record("child", "appended", "process:1", "Entry " + n, "{}");
            System.out.println(n);
        }
    }
}
