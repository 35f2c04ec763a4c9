/** A command, a job made of commands, and their outcome, without saying how they travel. */
@NullMarked
package org.applepie.domain.remote;

import org.jspecify.annotations.NullMarked;
