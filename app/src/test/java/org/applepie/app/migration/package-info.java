/** The packaged console, driven from outside through its API, against a real guest. */
@NullMarked
package org.applepie.app.migration;

import org.jspecify.annotations.NullMarked;
