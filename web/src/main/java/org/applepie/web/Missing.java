package org.applepie.web;

/** What a request asks for does not exist. Thrown by controllers, answered as page or problem detail with status 404. */
public final class Missing extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param what such as {@code server}; shown to whoever asked */
    public Missing(String what) {
        super("There is no such " + what + ".", null, false, false);
    }
}
