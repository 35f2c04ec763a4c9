package org.applepie.agent.simulated.machine;

import org.applepie.agent.simulated.files.Access;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.OpenFile;
import org.applepie.agent.simulated.files.View;

/** Data that a careless copy loses: hard links, odd names, modes and owners, a file with holes, old times. */
public final class MailSpool {

    private static final int USERS = 12;
    private static final int MAILS = 20;

    private MailSpool() {}

    /** @param now nanoseconds since 1970-01-01T00:00Z */
    public static void fill(View files, long now) throws ErrnoException {
        long day = 86_400_000_000_000L;
        for (int user = 1; user <= USERS; user++) {
            String box = "/var/mail/user%02d".formatted(user);
            files.makeDirectories(box + "/cur");
            files.makeDirectories(box + "/new");
            files.makeDirectories(box + "/tmp");
            for (int mail = 0; mail < MAILS; mail++) {
                String path = box + "/cur/%d.M%dP%d.mailhost:2,S".formatted(1_145_900_000 + mail, user, mail);
                files.write(path, mail(user, mail));
                files.mode(path, 0600);
                files.owner(path, 1000 + user, 8);
                files.modified(path, now - mail * day);
            }
            files.owner(box, 1000 + user, 8);
        }
        odd(files);
    }

    private static String mail(int user, int mail) {
        return "From: sender%d@example.org\nTo: user%02d@mailhost\nSubject: mail %d\n\n%s\n"
                .formatted(mail, user, mail, "All of our company's email is stored on that server. ".repeat(1 + mail));
    }

    private static void odd(View files) throws ErrnoException {
        String one = "/var/mail/user01/cur/1145900000.M1P0.mailhost:2,S";
        files.link(one, "/var/mail/user02/cur/same mail, by hard link");
        files.link(one, "/var/mail/user03/cur/-rf");
        files.write("/var/mail/user04/cur/two\nlines", "a name with a line end\n");
        files.write("/var/mail/user04/cur/ leading and trailing ", "blanks\n");
        files.write("/var/mail/user04/cur/K\u00e4se \u00ff\u00fe", "not UTF-8\n");
        files.write("/var/mail/user04/cur/$(reboot) `reboot` 'quoted\" *", "no shell may look at it\n");
        files.symlink("../user01/cur", "/var/mail/user04/link");
        files.symlink("/nowhere/at/all", "/var/mail/user04/dangling");
        holes(files, "/var/mail/user05/quota.db");
    }

    private static void holes(View files, String path) throws ErrnoException {
        OpenFile file = files.open(path, Access.WRITE, Access.CREATE);
        try {
            file.write(new byte[] {'h'}, 0, 1);
            file.seek(1_000_000);
            file.write(new byte[] {'t'}, 0, 1);
        } finally {
            file.close();
        }
    }
}
