package org.applepie.web.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.applepie.domain.audit.AuditTrail;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.run.RunId;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.security.Accounts.Account;
import org.applepie.web.security.ApiTokens.ApiToken;
import org.applepie.web.security.Role;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Puts people, servers, runbooks and runs into the demo. */
@Component
public class DemoConsole {

    public static final String PASSWORD = "ladder orchard basket";

    private final MemoryAccounts accounts;
    private final MemoryInventory inventory;
    private final MemoryRunbooks runbooks;
    private final MemoryRunner runner;
    private final AuditTrail trail;
    private final PasswordEncoder encoder;
    private final Clock clock;
    private final Map<String, String> issued = new ConcurrentHashMap<>();

    DemoConsole(
            MemoryAccounts accounts,
            MemoryInventory inventory,
            MemoryRunbooks runbooks,
            MemoryRunner runner,
            AuditTrail trail,
            PasswordEncoder encoder,
            Clock clock) {
        this.accounts = accounts;
        this.inventory = inventory;
        this.runbooks = runbooks;
        this.runner = runner;
        this.trail = trail;
        this.encoder = encoder;
        this.clock = clock;
    }

    /** People of each role, named as their role, and all servers. */
    public void people() {
        if (accounts.isSetUp()) {
            return;
        }
        String hash = encoder.encode(PASSWORD);
        for (Role role : Role.values()) {
            accounts.add(new Account(role.word(), hash, role, true, clock.instant(), 1));
        }
    }

    /** A token of this person for a tool that may all that the person may. */
    public String token(String username) {
        return issued.computeIfAbsent(username, this::issue);
    }

    private String issue(String username) {
        String token = "apie_" + UUID.randomUUID();
        Account owner = accounts.find(username).orElseThrow();
        accounts.add(new ApiToken(
                UUID.randomUUID(),
                username,
                "tool",
                sha256(token),
                owner.role(),
                clock.instant(),
                clock.instant().plus(Duration.ofDays(1)),
                Optional.empty()));
        return token;
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public void servers() {
        new DemoServers(inventory, clock).fill();
    }

    /** Compiles the goal for a server that nothing speaks against. */
    public Runbook compile(ServerId server) {
        Verdict<Runbook> verdict = runbooks.compile(server, new Goal.MirrorRoot(Optional.empty(), ""), "operator");
        if (verdict instanceof Verdict.Accepted<Runbook>(var runbook)) {
            return runbook;
        }
        throw new IllegalStateException(verdict.toString());
    }

    /** The same with steps for people. */
    public Runbook compileWithHands(ServerId server) {
        return runbooks.keep(DemoHands.before(compile(server)));
    }

    /** The same with nothing but the step at the console in front. */
    public Runbook compileAtConsole(ServerId server) {
        return runbooks.keep(DemoHands.atConsole(compile(server)));
    }

    /** Hands the card of the first step out, which has to be people's. */
    public void handOut(RunId run) {
        runner.begin(run);
    }

    public RunId start(Runbook runbook) {
        Verdict<RunId> verdict = runner.start(runbook.id(), runbook.digest(), "operator");
        return ((Verdict.Accepted<RunId>) verdict).value();
    }

    /** Everything there is to look at; one run goes on by itself. */
    public void fill(long pace) {
        people();
        servers();
        RunId troubled = start(compile(DemoServers.MAIL));
        DemoRun.hurry(runner, troubled, clock, "point-of-no-return");
        DemoRun.fail(runner, troubled, clock);
        RunId done = start(compile(DemoServers.MAIL));
        DemoRun.hurry(runner, done, clock, "");
        RunId live = start(compile(DemoServers.MAIL));
        DemoRun.approve(runner, live, clock);
        Thread.ofVirtual().start(new DemoRun(runner, live, clock, pace));
        for (String name : List.of("=cmd|' /C calc'!A0", "mail1", "web1")) {
            trail.record(
                    "operator",
                    "server-registered",
                    "server:" + name,
                    name + " was registered.",
                    "{\"name\":\"" + name + "\"}");
        }
    }
}
