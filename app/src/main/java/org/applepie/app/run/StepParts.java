package org.applepie.app.run;

import org.applepie.app.inventory.Quiet;
import org.applepie.domain.remote.Shell;
import org.applepie.domain.runbook.Runbooks;

/** What it takes to do a step: to judge whether it may begin, to do it, and to look whether it took effect. */
record StepParts(Preconditions preconditions, Evidence evidence, Performing performing, Hands hands, RunLock lock) {

    static StepParts of(
            Journal journal, Runbooks runbooks, Contact contact, Shell shell, Quiet quiet, LiveBoard board, Pace pace) {
        Proving proving = new Proving(shell);
        Evidence evidence = new Evidence(contact, proving, pace);
        Preconditions preconditions = new Preconditions(journal, contact, proving, shell, runbooks);
        RunLock lock = new RunLock(shell);
        Performing performing = new Performing(
                new JobWork(shell, contact, preconditions, lock, quiet, board, pace),
                evidence,
                new Rebooting(contact, evidence, board, shell, pace),
                new Awaiting(contact, evidence, board, pace),
                pace);
        Hands hands = new Hands(contact, evidence, new ConsoleLogs(shell), board, shell, pace);
        return new StepParts(preconditions, evidence, performing, hands, lock);
    }
}
