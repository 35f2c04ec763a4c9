package org.applepie.domain.runbook;

import org.applepie.domain.disk.BlockDevice.Disk;

/** What the registered server must be, whatever runs on it. */
final class ServerRules {

    private ServerRules() {}

    static void check(PlanCompiler.Request request, Findings findings) {
        request.twin()
                .ifPresent(twin -> findings.refuse(
                        "same-machine-twice",
                        "The registered server " + twin + " is the same machine (same machine id).",
                        "Archive one of the two; a run must know that it is alone."));
        findings.refuseIf(
                request.server().hostKey().isEmpty(),
                "host-key-not-pinned",
                "Nobody has confirmed the server's host key.",
                "Confirm it on the server's page.");
        findings.refuseIf(
                request.server().archived(), "archived", "The server is archived.", "Register it again to work on it.");
    }

    static void labels(TargetDrive targets, Disk apple, Disk pie, Findings findings) {
        findings.refuseIf(
                targets.label(apple, "apple").equals(targets.label(pie, "pie")),
                "labels-alike",
                "Both drives carry the label " + targets.label(pie, "pie") + ".",
                "Give each drive a label of its own on its page, as on its sticker.");
    }
}
