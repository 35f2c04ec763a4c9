/**
 * Passwords and keys at rest: sealed with AES-256-GCM under a key that lies outside the database, each bound to the place
 * it is kept in, so that neither the database alone nor an exchange of rows gives anything away.
 */
@NullMarked
package org.applepie.app.secret;

import org.jspecify.annotations.NullMarked;
