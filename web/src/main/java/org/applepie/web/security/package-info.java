/** Who may enter and what they may do: people, their sessions, tools and their tokens; everything not listed is refused. */
@NullMarked
package org.applepie.web.security;

import org.jspecify.annotations.NullMarked;
