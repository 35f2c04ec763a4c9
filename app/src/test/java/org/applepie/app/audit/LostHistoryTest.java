package org.applepie.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import org.applepie.app.TestDatabase;
import org.applepie.app.start.DataDirectory;
import org.applepie.domain.audit.AuditEntry;
import org.applepie.domain.audit.AuditTrail.Filter;
import org.applepie.domain.audit.AuditTrail.Verification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LostHistoryTest {

    private static final Filter ALL = new Filter("", "", "", "", 100, 0);

    @TempDir
    Path directory;

    private TestDatabase database;

    @BeforeEach
    void putAnOlderDatabaseInPlace() {
        database = TestDatabase.below(directory);
        AuditLog log = started("");
        for (int entry = 1; entry <= 5; entry++) {
            log.record("ann", "tested", "server:1", "Entry " + entry, "{}");
        }
        database.jdbc().sql("drop trigger audit_entry_only_grows").update();
        database.jdbc().sql("delete from audit_entry where sequence > 3").update();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private AuditLog started(String acceptedEnd) {
        DataDirectory data = database.directory();
        return new AuditWiring()
                .auditTrail(database.jdbc(), database.transactions(), data, Clock.systemUTC(), acceptedEnd);
    }

    private String end() {
        return started("").find(ALL).getFirst().hash();
    }

    @Test
    void isAcceptedOnlyByNamingTheEndThatIsThere() {
        assertThat(started("").lostHistory()).isPresent();
        assertThat(started("f".repeat(64)).lostHistory()).isPresent();

        AuditLog accepted = started(end());

        assertThat(accepted.lostHistory()).isEmpty();
        assertThat(accepted.verify()).isInstanceOf(Verification.Holds.class);
        assertThat(accepted.find(ALL)).first().extracting(AuditEntry::action).isEqualTo("history-loss-accepted");
    }

    @Test
    void isNotAcceptedTwiceByTheSameOption() {
        String end = end();
        started(end);
        started(end);

        assertThat(started("").find(ALL))
                .filteredOn(entry -> entry.action().equals("history-loss-accepted"))
                .hasSize(1);
    }
}
