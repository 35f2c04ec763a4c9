/** Accounts, tokens and the set-up token in the database. */
@NullMarked
package org.applepie.app.security;

import org.jspecify.annotations.NullMarked;
