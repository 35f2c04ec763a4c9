package org.applepie.app.inventory;

import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.verdict.Refusal;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;

/** Why a server was not reached, as a refusal. */
public final class Faults {

    private Faults() {}

    public static <T> Verdict<T> refused(ConnectionFault fault) {
        Refusal refusal = refusal(fault);
        return Verdict.refused(Kind.UNREACHABLE, refusal.code(), refusal.cause(), refusal.remedy());
    }

    private static Refusal refusal(ConnectionFault fault) {
        return switch (fault) {
            case ConnectionFault.Unreachable f ->
                new Refusal("unreachable", f.describe(), "Check that the server runs, and its address and port.");
            case ConnectionFault.HostKeyChanged f ->
                new Refusal(
                        "host-key-changed",
                        f.describe(),
                        "Find out why: a new installation, another machine, or somebody in between. Then confirm the new key.");
            case ConnectionFault.NotPinned f ->
                new Refusal("host-key-not-pinned", f.describe(), "Compare the offered fingerprint and confirm it.");
            case ConnectionFault.LegacyAlgorithmsOnly f ->
                new Refusal(
                        "legacy-algorithms-only",
                        f.describe(),
                        "If it cannot be upgraded, open the server's page and allow them under Old SSH algorithms.");
            case ConnectionFault.AuthenticationRefused f ->
                new Refusal("login-refused", f.describe(), "Check user, key and password of this server.");
            case ConnectionFault.SudoRefused f ->
                new Refusal("sudo-refused", f.describe(), "Allow sudo for this user, or give the sudo password.");
            case ConnectionFault.JumpFault f -> {
                Refusal behind = refusal(f.fault());
                yield new Refusal("jump-" + behind.code(), f.describe(), behind.remedy());
            }
        };
    }
}
