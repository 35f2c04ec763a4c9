package org.applepie.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.applepie.app.TestDatabase;
import org.applepie.domain.audit.AuditEntry;
import org.applepie.domain.audit.AuditTrail.Filter;
import org.applepie.domain.audit.AuditTrail.Verification;
import org.applepie.domain.verdict.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.123456789Z"), ZoneOffset.UTC);
    private static final Filter ALL = new Filter("", "", "", "", 1_000, 0);

    @TempDir
    Path directory;

    private TestDatabase database;
    private AuditLog log;

    @BeforeEach
    void open() {
        database = TestDatabase.below(directory);
        log = newLog();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private AuditLog newLog() {
        return new AuditLog(
                database.jdbc(), database.transactions(), database.directory().file("audit.head"), CLOCK);
    }

    private void record(int entries) {
        IntStream.rangeClosed(1, entries)
                .forEach(n -> log.record("ann", "tested", "server:" + n, "Entry number " + n, "{\"n\":" + n + "}"));
    }

    /** Does what somebody does who has the database file in hands. */
    private void tamper(String... statements) {
        database.jdbc().sql("drop trigger audit_entry_only_grows").update();
        for (String statement : statements) {
            database.jdbc().sql(statement).update();
        }
    }

    @Test
    void chainsWhatIsRecorded() {
        record(3);

        assertThat(log.verify()).isInstanceOfSatisfying(Verification.Holds.class, holds -> {
            assertThat(holds.entries()).isEqualTo(3);
            assertThat(holds.head()).isEqualTo(log.find(ALL).getFirst().hash());
        });
    }

    @Test
    void holdsWhenEmpty() {
        assertThat(log.verify()).isEqualTo(new Verification.Holds(0, "0".repeat(64)));
    }

    @Test
    void findsNewestFirstByActorSubjectAndText() {
        record(12);
        log.record("bob", "tested", "drive:1", "100% of a_b!", "{}");

        assertThat(log.find(new Filter("ann", "", "", "", 2, 0)))
                .extracting(AuditEntry::sequence)
                .containsExactly(12L, 11L);
        assertThat(log.find(new Filter("", "", "", "", 2, 12)))
                .extracting(AuditEntry::sequence)
                .containsExactly(11L, 10L);
        assertThat(log.find(new Filter("", "", "server:7", "", 9, 0))).hasSize(1);
        assertThat(log.find(new Filter("", "", "", "100% OF A_B!", 9, 0))).hasSize(1);
        assertThat(log.find(new Filter("", "", "", "10_%", 9, 0))).isEmpty();
        assertThat(log.count(new Filter("", "", "", "number 1", 1, 0))).isEqualTo(4);
    }

    @Test
    void exportsOldestFirst() {
        record(5);
        List<Long> seen = new java.util.ArrayList<>();

        log.export(new Filter("", "", "", "number", 1, 0), entry -> seen.add(entry.sequence()));

        assertThat(seen).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set summary = 'nothing happened' where sequence = 2",
                "delete from audit_entry where sequence = 2",
                "truncate table audit_entry"
            })
    void refusesToForget(String statement) {
        record(3);

        assertThatThrownBy(() -> database.jdbc().sql(statement).update()).isNotNull();

        assertThat(log.verify()).isInstanceOf(Verification.Holds.class);
        assertThat(log.count(ALL)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"actor", "action", "subject", "summary", "details", "hash", "previous_hash"})
    void noticesAChangedField(String column) {
        record(5);

        tamper("update audit_entry set " + column + " = 'x' where sequence = 3");

        assertThat(brokenAt()).isEqualTo(3);
    }

    @Test
    void noticesAChangedTime() {
        record(5);

        tamper("update audit_entry set recorded_at = recorded_at + interval '1' second where sequence = 4");

        assertThat(brokenAt()).isEqualTo(4);
    }

    @Test
    void noticesADeletedEntry() {
        record(5);

        tamper("delete from audit_entry where sequence = 2");

        assertThat(brokenAt()).isEqualTo(2);
    }

    @Test
    void noticesTwoEntriesSwapped() {
        record(5);

        tamper(
                "update audit_entry set sequence = 99 where sequence = 2",
                "update audit_entry set sequence = 2 where sequence = 3",
                "update audit_entry set sequence = 3 where sequence = 99");

        assertThat(brokenAt()).isEqualTo(2);
    }

    @Test
    void noticesAnInsertedEntry() {
        record(3);

        tamper("insert into audit_entry select 4, recorded_at, actor, action, subject, summary, details, 'p', 'h'"
                + " from audit_entry where sequence = 1");

        assertThat(brokenAt()).isEqualTo(4);
    }

    @Test
    void noticesThatTheEndWasCutOff() {
        record(5);

        tamper("delete from audit_entry where sequence > 3");

        assertThat(brokenAt()).isEqualTo(4);
    }

    @Test
    void noticesThatAllWasReplacedByAnotherChain() {
        record(3);
        tamper("delete from audit_entry");
        log.record("eve", "tested", "server:1", "Another history", "{}");
        tamperedHeadIsOld();

        assertThat(newLog().verify()).isInstanceOf(Verification.Broken.class);
    }

    /** Puts the witness back to what it was before the other chain was begun. */
    private void tamperedHeadIsOld() {
        new HeadFile(database.directory().file("audit.head")).write(new Head(3, "a".repeat(64)));
    }

    @Test
    void staysBrokenAfterAnOlderDatabaseWasPutInPlace() {
        record(5);
        tamper("delete from audit_entry where sequence > 3");

        AuditLog restarted = newLog();
        IntStream.range(0, 4).forEach(n -> restarted.record("ann", "tested", "server:1", "Going on", "{}"));

        assertThat(restarted.lostHistory()).isPresent();
        assertThat(restarted.verify()).isInstanceOf(Verification.Broken.class);
        assertThat(newLog().lostHistory()).isPresent();
    }

    @Test
    void noticesThatTheWitnessIsMissing() {
        record(2);

        assertThat(database.directory().file("audit.head").toFile().delete()).isTrue();

        assertThat(newLog().lostHistory()).isPresent();
    }

    @Test
    void readsTheOtherSlotAfterATornWrite() throws Exception {
        record(4);
        Path head = database.directory().file("audit.head");
        try (var file = new java.io.RandomAccessFile(head.toFile(), "rw")) {
            file.seek(5);
            file.write(0);
        }

        assertThat(new HeadFile(head).read()).map(Head::sequence).contains(3L);
        assertThat(newLog().lostHistory()).isEmpty();
    }

    @Test
    void changesNothingWhenTheDecisionRefuses() {
        Verdict<Boolean> verdict = log.commit(() -> {
            database.jdbc().sql("insert into secret values ('a', 'k', X'00')").update();
            return Verdict.refused(Verdict.Kind.CONFLICT, "no", "No.", "Nothing.");
        });

        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        assertThat(count("secret")).isZero();
        assertThat(log.count(ALL)).isZero();
    }

    @Test
    void changesNothingWhenItCannotBeRecorded() {
        NewEntry impossible = new NewEntry("ann", "tested", "x", "y", "{}", sequence -> {
            throw new IllegalStateException("disk full");
        });

        assertThatThrownBy(() -> log.commit(() -> {
                    database.jdbc()
                            .sql("insert into secret values ('a', 'k', X'00')")
                            .update();
                    return Verdict.accepted(Change.of(true, impossible));
                }))
                .hasMessage("disk full");

        assertThat(count("secret")).isZero();
        assertThat(log.count(ALL)).isZero();
    }

    @Test
    void manyAtOnceMakeOneChain() {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 200)
                    .forEach(n -> pool.execute(() -> log.record("ann", "tested", "server:" + n, "At once", "{}")));
        }

        assertThat(log.verify())
                .isInstanceOfSatisfying(
                        Verification.Holds.class,
                        holds -> assertThat(holds.entries()).isEqualTo(200));
        assertThat(newLog().lostHistory()).isEmpty();
    }

    private long brokenAt() {
        return ((Verification.Broken) log.verify()).atSequence();
    }

    private long count(String table) {
        return database.jdbc()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }
}
