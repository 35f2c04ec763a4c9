package org.applepie.app.audit;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.applepie.domain.audit.AuditEntry;
import org.applepie.domain.audit.AuditTrail;
import org.applepie.domain.verdict.Verdict;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The trail in the database, and the one door through which the console changes its own state: a decision is made, carried
 * out and recorded in one transaction, one at a time, and is on the disk when the call returns. Whatever goes wrong on the
 * way is thrown, and then nothing has changed or nobody may rely on it.
 */
public final class AuditLog implements AuditTrail {

    private static final int PAGE = 1_000;

    private final ReentrantLock turn = new ReentrantLock();
    private final EntryRows rows;
    private final ChainCheck check;
    private final TransactionTemplate apart;
    private final Clock clock;
    private final Optional<Verification.Broken> lost;
    private final Durability durability;

    /** @param witness file that keeps the newest entry outside the database */
    public AuditLog(JdbcClient jdbc, PlatformTransactionManager transactions, Path witness, Clock clock) {
        HeadFile headFile = new HeadFile(witness);
        this.rows = new EntryRows(jdbc);
        this.check = new ChainCheck(rows, headFile);
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
        this.lost = check.brokenEnd();
        this.durability =
                new Durability(() -> jdbc.sql("checkpoint sync").update(), headFile, lost.isEmpty(), rows.head());
    }

    /** What is wrong with the end of the trail since the console was started; nothing may be done to a server then. */
    public Optional<Verification.Broken> lostHistory() {
        return lost;
    }

    /**
     * Decides, changes and records. What {@code decision} reads and writes belongs to the same transaction as the entries;
     * if it refuses or throws, nothing is changed. It must not wait for anything outside the database.
     */
    public <T> Verdict<T> commit(Supplier<Verdict<Change<T>>> decision) {
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("a decision within a decision would be recorded before it is made");
        }
        return inTurn(decision).map(written -> {
            durability.await(written.sequence());
            return written.value();
        });
    }

    private <T> Verdict<Written<T>> inTurn(Supplier<Verdict<Change<T>>> decision) {
        turn.lock();
        try {
            Verdict<Written<T>> outcome = Objects.requireNonNull(apart.execute(status -> {
                Verdict<Written<T>> written = decide(decision);
                if (written instanceof Verdict.Refused) {
                    status.setRollbackOnly();
                }
                return written;
            }));
            if (outcome instanceof Verdict.Accepted<Written<T>>(Written<T> written)) {
                durability.committed(new Head(written.sequence(), written.hash()));
            }
            return outcome;
        } finally {
            turn.unlock();
        }
    }

    private <T> Verdict<Written<T>> decide(Supplier<Verdict<Change<T>>> decision) {
        return decision.get().map(change -> {
            Head head = insert(change.entries());
            return new Written<>(head.sequence(), head.hash(), change.value());
        });
    }

    private Head insert(List<NewEntry> entries) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Head head = rows.head();
        for (NewEntry entry : entries) {
            head = rows.insert(head, now, entry);
            entry.placed().accept(head.sequence());
        }
        return head;
    }

    @Override
    public void record(String actor, String action, String subject, String summary, String detailsJson) {
        commit(() -> Verdict.accepted(Change.of(true, new NewEntry(actor, action, subject, summary, detailsJson))));
    }

    @Override
    public List<AuditEntry> find(Filter filter) {
        return rows.newest(filter);
    }

    @Override
    public long count(Filter filter) {
        return rows.count(filter);
    }

    @Override
    public void export(Filter filter, Consumer<AuditEntry> each) {
        List<AuditEntry> page = rows.matching(filter, 0, PAGE);
        while (!page.isEmpty()) {
            page.forEach(each);
            page = rows.matching(filter, page.getLast().sequence(), PAGE);
        }
    }

    @Override
    public Verification verify() {
        return lost.<Verification>map(broken -> broken).orElseGet(check::whole);
    }

    private record Written<T>(long sequence, String hash, T value) {}
}
