package org.applepie.app.run;

/** Ends the thread it is thrown in as kill -9 ends the console: nothing that comes after it happens. */
final class Killed extends Error {

    private static final long serialVersionUID = 1L;

    Killed(String where) {
        super(where);
    }
}
