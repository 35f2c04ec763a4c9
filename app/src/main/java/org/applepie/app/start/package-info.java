/** How the console starts, or says in one sentence why it does not. */
@NullMarked
package org.applepie.app.start;

import org.jspecify.annotations.NullMarked;
